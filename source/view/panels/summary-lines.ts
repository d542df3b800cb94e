import {serviceNow} from '../../poll/service-clock.js';
import type {StoreSnapshot} from '../../poll/snapshot.js';
import type {TrackedTask} from '../../poll/tasks/tracked-task.js';
import {formatAgo} from '../../task/format.js';
import {percentText, progressBar} from '../../task/progress-bar.js';
import {isRunning, objectUri, TASK_STATES, type TaskState} from '../../task/store-image-task.js';
import {isWhole} from '../rows/whole.js';
import type {ScreenParts} from '../state/screen.js';
import {hasFilter} from '../state/view-state.js';
import {justify} from '../text/fit-segments.js';
import {lineWidth, plainLine, type TextLine} from '../text/text-lines.js';
import {stateTone} from '../text/theme.js';
import {singleSummary} from './single-lines.js';
import {emptyText, lateText, readText, shortReason} from './status-text.js';
import {summaryAnswer} from './summary-answer.js';
import {writeEta} from './task-cells.js';
import {shortTrouble} from './trouble-lines.js';

/** The whole screen in one to three lines: the counts and what is wrong, the latest failure with its reason, and what runs with its time to go; in the last one what a key has to say. @param now Milliseconds since the epoch. */
export function summaryLines(parts: ScreenParts, now: number): readonly TextLine[] {
  const lines = quietLines(parts, now);
  const answer = summaryAnswer(parts);
  const above = lines.slice(0, parts.layout.height - 1);
  return answer ? [...above, answer] : lines;
}

function quietLines(parts: ScreenParts, now: number): readonly TextLine[] {
  const {state, snapshot, rows, layout, width, display} = parts;
  const [first] = rows.slice(0, 1);
  if (state.root === 'single') {
    const line = singleSummary(snapshot, first, now);
    const lines = [firstLine(parts, [line.slice(0, -1)], now, line.slice(-1))];
    return [...lines, ...singleRest(first, width)].slice(0, layout.height);
  }

  if (snapshot.tasks.size === 0) {
    return [firstLine(parts, [plainLine(emptyText(snapshot, false, display.glyphs))], now)];
  }

  const failed = firstOf(snapshot, ({task}) => task.storeTaskState === 'Failed');
  const running = allOf(snapshot, ({task}) => isRunning(task));
  if (layout.height === 1) {
    const failure = failed ? [GAP, ...failureLine(failed, parts, now, false)] : [];
    const [, ...forms] = countForms(parts);
    return [firstLine(parts, forms, now, failure)];
  }

  const lines = [
    firstLine(parts, countForms(parts), now),
    ...(failed ? [failureLine(failed, parts, now, true)] : []),
    ...(running.length > 0 ? [runningLine(running, parts, now)] : []),
  ];
  return lines.slice(0, layout.height);
}

/**
Something, what is wrong, and when it was read. What is wrong beats the rest, and the time goes before anything of the line is cut.
@param forms Of the line, the longest first.
@param rest What else there is to say, in the room that is left.
*/
function firstLine(
  {snapshot, troubles, width, display}: ScreenParts,
  forms: readonly TextLine[],
  now: number,
  rest: TextLine = [],
): TextLine {
  const failed = snapshot.sources.find(source => source.error);
  const late = lateText(snapshot, now, display)?.shortest;
  const why = failed?.error ? `: ${shortReason(failed.error)}` : '';
  // While paused nothing is late, but the last try has failed all the same.
  const answer = late ? late + why : why && `last try failed${why}`;
  const wrong = [answer, shortTrouble(troubles)].filter(Boolean).join(' ');
  const read = readText(snapshot, now, display.isUtc);
  const before: TextLine = wrong ? [{text: wrong, tone: 'warning'}, GAP] : [];
  const times = wrong ? [read, ''] : [read, read.replace('read ', ''), ''];
  const fitting = times
    .flatMap(time => forms.map(form => ({form, time})))
    .find(
      ({form, time}) =>
        lineWidth([...before, ...form]) + (time === '' ? 0 : time.length + GAP.text.length) <=
        width,
    );
  const {form, time} = fitting ?? {form: forms.at(-1) ?? [], time: ''};
  const line = [...before, ...form, ...rest];
  return time === ''
    ? line
    : justify(line, {text: time, tone: 'dim'}, width, display.glyphs.ellipsis);
}

const GAP = {text: '  '} as const;

/** `InProgress 5  Completed 184+  Failed 12+`, by letters, and with what failed first for a line that is cut. */
function countForms({snapshot, state, rows}: ScreenParts): readonly TextLine[] {
  const {query} = state;
  const note = hasFilter(query) ? [{text: 'filtered', tone: 'dim' as const}] : [];
  const counted = (names: readonly TaskState[], isLong: boolean) => {
    const counts = names.map(name => {
      const more = isWhole(snapshot.coverage, query, {states: [name], buckets: query.buckets})
        ? ''
        : '+';
      const count = rows.counts.states.get(name) ?? 0;
      const isQuiet = count === 0 || name === 'Completed';
      const label = isLong ? name : name.slice(0, 1);
      const tone = isQuiet ? ('plain' as const) : stateTone(name);
      return {text: `${label} ${count}${more}`, tone};
    });
    return [...counts, ...note].flatMap((segment, index) =>
      index === 0 ? [segment] : [isLong ? GAP : {text: ' '}, segment],
    );
  };

  return [
    counted(TASK_STATES, true),
    counted(TASK_STATES, false),
    counted(['Failed', 'InProgress', 'Completed'], false),
  ];
}

function failureLine(
  {task, source}: TrackedTask,
  {snapshot}: ScreenParts,
  now: number,
  isRoomy: boolean,
): TextLine {
  const served = serviceNow(snapshot.sources[source], now);
  const ago = task.startedAt === undefined ? '' : ` ${formatAgo(served - task.startedAt)}`;
  const subject = isRoomy ? `Failed ${task.amiId ?? '?'}${ago}` : (task.amiId ?? '?').slice(-4);
  return [
    {text: `${subject}: ${task.storeTaskFailureReason || 'no reason given'}`, tone: 'failed'},
  ];
}

function runningLine(
  running: readonly TrackedTask[],
  {snapshot, display, width}: ScreenParts,
  now: number,
): TextLine {
  const {sources} = snapshot;
  const told = running.map((tracked): TextLine => {
    const eta = writeEta(tracked, {now, display, sources, isSelected: false}, 7).text;
    const text = [tracked.task.amiId ?? '?', percentText(tracked.task), eta].filter(Boolean);
    return [{text: text.join(' '), tone: 'running'}];
  });
  const line: TextLine[number][] = [];
  for (const [index, segments] of told.entries()) {
    const more = index + 1 < told.length ? ` ${told.length - index - 1} more`.length + 2 : 0;
    if (index > 0 && lineWidth(line) + 2 + lineWidth(segments) + more > width) {
      return [...line, {text: `  ${told.length - index} more`, tone: 'dim'}];
    }

    line.push(...(index > 0 ? [{text: '  '}] : []), ...segments);
  }

  return line;
}

function singleRest(tracked: TrackedTask | undefined, width: number): readonly TextLine[] {
  if (!tracked) {
    return [];
  }

  const {task} = tracked;
  const tone = stateTone(task.storeTaskState);
  return [
    plainLine(progressBar(task, width), tone),
    task.storeTaskFailureReason
      ? plainLine(task.storeTaskFailureReason, 'failed')
      : plainLine(objectUri(task) ?? ''),
  ];
}

/** The newest task of which something holds. */
function firstOf(
  {tasks}: StoreSnapshot,
  holds: (tracked: TrackedTask) => boolean,
): TrackedTask | undefined {
  for (const chunk of tasks.chunks) {
    const found = chunk.find(holds);
    if (found) {
      return found;
    }
  }

  return undefined;
}

function allOf(
  {tasks}: StoreSnapshot,
  holds: (tracked: TrackedTask) => boolean,
): readonly TrackedTask[] {
  return tasks.chunks.flatMap(chunk => chunk.filter(holds));
}
