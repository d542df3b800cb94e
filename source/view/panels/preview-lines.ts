import {serviceNow} from '../../poll/service-clock.js';
import type {StoreSnapshot} from '../../poll/snapshot.js';
import type {TrackedTask} from '../../poll/tasks/tracked-task.js';
import {estimate} from '../../task/estimate.js';
import {formatAgo, formatClock, formatDuration, formatTime} from '../../task/format.js';
import {percentText} from '../../task/progress-bar.js';
import {isRunning, objectUri, TASK_WINDOW_MS} from '../../task/store-image-task.js';
import {cut, textWidth, wrap} from '../text/fit-text.js';
import {BLANK_LINE, type TextLine} from '../text/text-lines.js';
import {type DisplayOptions, keyHint, stateTone, type Tone} from '../text/theme.js';
import {eventLines, type Problem} from './event-lines.js';
import type {Layout} from './layout.js';
import {etaSentence} from './movement-lines.js';
import {nextSteps} from './next-step.js';
import {ruleLine} from './rule-line.js';
import {sourceText} from './status-text.js';

export type PreviewContext = {
  /** Milliseconds since the epoch by this machine's clock. */
  readonly now: number;
  readonly display: DisplayOptions;
  readonly snapshot: StoreSnapshot;
  readonly problems: readonly Problem[];
  readonly layout: Pick<Layout, 'preview'>;

  /** `3 of 201+`: which row of the list it is. */
  readonly position: string;
};

/** A labelled value. */
type Fact = {
  readonly label: string;

  /** Beside each other where there is room. */
  readonly parts: readonly string[];

  /** The key that copies it, said where there is room on the last line. */
  readonly hint?: string;

  /** It says what to do: cut only where nothing else is left to cut. */
  readonly isWhole?: boolean;
  readonly tone?: Tone;
};

/** `in a script` and a gap. */
const LABEL_WIDTH = 13;

/**
The selected task in as many lines as the layout has for it: why it failed and what to do, where it goes, what comes next. At the right the events lie under it.
What changes as time goes by stands at the end of a line: Ink writes a changed line from there on.
*/
export function previewLines(tracked: TrackedTask, context: PreviewContext): readonly TextLine[] {
  const {layout, display, snapshot, problems, now, position} = context;
  const {place, width, height} = layout.preview;
  const {glyphs} = display;
  const {task} = tracked;
  const hasFailed = task.storeTaskState === 'Failed';
  const title: TextLine = [
    {text: task.amiId ?? '?', tone: 'strong'},
    {
      text: `  ${task.storeTaskState ?? '?'}${hasFailed && percentText(task) ? ` at ${percentText(task)}` : ''}`,
      tone: stateTone(task.storeTaskState),
    },
  ];
  const gap = ` ${glyphs.rule}${glyphs.rule} `;
  const {main} = nextSteps(task, snapshot.sources[tracked.source]);
  const keys = [main ? keyHint('C copies', display) : '', keyHint('Enter opens', display)];
  const ends = [place === 'right' ? '' : position, ...keys].filter(Boolean);
  const rule = ruleLine(title, ends.join(gap), width, glyphs);
  const facts = factsOf(tracked, context);
  if (place === 'below') {
    return [rule, ...factLines(facts, width, height - 1, glyphs.ellipsis)].slice(0, height);
  }

  const own = factLines(facts, width, Math.max(4, Math.floor(height / 2)), glyphs.ellipsis);
  const events = eventLines(
    snapshot,
    problems,
    {now, display, sources: snapshot.sources, hasSubject: true},
    height,
  );
  const below =
    events.length > 0
      ? [
          BLANK_LINE,
          ruleLine([{text: 'events'}], keyHint('e opens', display), width, glyphs),
          ...events,
        ]
      : [];
  return [rule, ...own, ...below].slice(0, height);
}

function factsOf(tracked: TrackedTask, context: PreviewContext): readonly Fact[] {
  const {task} = tracked;
  const {snapshot, display, now} = context;
  const source = snapshot.sources[tracked.source];
  const {main, check, advice} = nextSteps(task, source);
  const served = serviceNow(source, now);
  const where = snapshot.sources.length > 1 && source ? [sourceText(source, display.glyphs)] : [];
  const object: Fact = {
    label: 'object',
    parts: [
      objectUri(task) ?? task.bucket ?? '?',
      ...where,
      ...timeParts(tracked, served, display),
    ],
  };
  if (isRunning(task)) {
    return [
      {label: 'ready', parts: [readyText(tracked, served, display)], tone: 'running'},
      object,
      ...(main ? [{label: main.label, parts: [main.command]}] : []),
    ];
  }

  return [
    ...(task.storeTaskFailureReason
      ? [{label: 'why', parts: [task.storeTaskFailureReason], tone: 'failed' as const}]
      : []),
    ...(advice ? [{label: 'check', parts: [advice], isWhole: true}] : []),
    object,
    ...(main ? [{label: main.label, parts: [main.command]}] : []),
    ...(check && !advice
      ? [
          {
            label: check.label,
            parts: [check.command],
            hint: keyHint('H copies', display),
          },
        ]
      : []),
  ];
}

/** When it will be done, with what that rests on. */
function readyText({task, samples}: TrackedTask, now: number, {isUtc}: DisplayOptions): string {
  const what = estimate(task, samples, now);
  const sentence = etaSentence(
    what,
    samples,
    task.startedAt === undefined ? undefined : now - task.startedAt,
  );
  return what.remainingMs === undefined
    ? sentence
    : `about ${formatClock(now + what.remainingMs, isUtc, now).replace(/:\d\d(?=Z?$)/, '')}: ${sentence}`;
}

/** `listed until 12-27`, `took about 4m`, `started 18:57:12, 7m ago` */
function timeParts(
  {task, settledAt}: TrackedTask,
  now: number,
  {isUtc}: DisplayOptions,
): readonly string[] {
  const {startedAt, taskStartTime} = task;
  if (startedAt === undefined) {
    return taskStartTime ? [`started ${taskStartTime}`] : [];
  }

  return [
    `listed until ${formatTime(startedAt + TASK_WINDOW_MS, isUtc).slice(5, 10)}`,
    ...(settledAt === undefined ? [] : [`took about ${formatDuration(settledAt - startedAt)}`]),
    `started ${formatClock(startedAt, isUtc, now)}, ${formatAgo(now - startedAt)}`,
  ];
}

const PART_GAP = '   ';

/** Parts beside each other where they fit, each wrapped otherwise. */
function wrapParts(parts: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    const beside = last === undefined ? part : last + PART_GAP + part;
    if (last !== undefined && textWidth(beside) <= width) {
      lines[lines.length - 1] = beside;
    } else {
      lines.push(...wrap(part, width));
    }
  }

  return lines;
}

/** All facts in so many lines; the longest is cut where there are too few. */
function factLines(
  facts: readonly Fact[],
  width: number,
  height: number,
  ellipsis: string,
): readonly TextLine[] {
  const room = Math.max(8, width - LABEL_WIDTH);
  const texts = facts.map(fact => ({fact, lines: wrapParts(fact.parts, room)}));
  const total = () => texts.reduce((sum, {lines}) => sum + lines.length, 0);
  const longest = (isWhole: boolean) =>
    texts
      .filter(({fact, lines}) => (fact.isWhole ?? false) === isWhole && lines.length > 1)
      .reduce<string[]>((a, {lines}) => (lines.length > a.length ? lines : a), []);
  while (total() > height) {
    const own = longest(false);
    const lines = own.length > 0 ? own : longest(true);
    if (lines.length === 0) {
      break;
    }

    lines.pop();
    const last = lines.length - 1;
    lines[last] = cut(`${lines[last]} ${ellipsis}`, room, ellipsis);
  }

  return texts.flatMap(({fact, lines}) =>
    lines.map((text, line): TextLine => {
      const {label, hint = '', tone = 'plain'} = fact;
      const isLast = line === lines.length - 1;
      const hasHint = isLast && hint !== '' && textWidth(text + PART_GAP + hint) <= room;
      return [
        {text: (line === 0 ? label : '').padEnd(LABEL_WIDTH), tone: 'dim'},
        {text, tone},
        ...(hasHint ? [{text: PART_GAP + hint, tone: 'dim' as const}] : []),
      ];
    }),
  );
}
