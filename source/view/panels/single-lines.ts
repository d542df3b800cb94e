import {serviceNow} from '../../poll/service-clock.js';
import type {StoreSnapshot} from '../../poll/snapshot.js';
import type {TrackedTask} from '../../poll/tasks/tracked-task.js';
import {estimate} from '../../task/estimate.js';
import {formatDuration} from '../../task/format.js';
import {percentText, progressBar} from '../../task/progress-bar.js';
import {isRunning, objectUri} from '../../task/store-image-task.js';
import {besideDigits, chooseDigits} from '../text/big-percent.js';
import {BLANK_LINE, field, plainLine, type TextLine} from '../text/text-lines.js';
import {type DisplayOptions, stateTone} from '../text/theme.js';
import {listedLines, otherLines, reasonLines, sourceFields, startedLines} from './detail-lines.js';
import {eventLines, type Problem} from './event-lines.js';
import {movementLines} from './movement-lines.js';
import {nextStepLines} from './next-step.js';
import {pendingText} from './status-text.js';
import {etaText} from './task-cells.js';

export type SingleContext = {
  readonly now: number;
  readonly width: number;

  /** Rows that are in sight at first: big digits must not push the facts out of it. */
  readonly height: number;
  readonly display: DisplayOptions;
  readonly problems: readonly Problem[];
};

/** The screen for one AMI, the most telling lines first: a small screen shows only those. */
export function singleLines(
  snapshot: StoreSnapshot,
  tasks: readonly TrackedTask[],
  context: SingleContext,
): readonly TextLine[] {
  const [tracked, ...others] = tasks;
  const amiId = snapshot.imageIds[0] ?? '?';
  if (!tracked) {
    return [plainLine(amiId, 'strong'), plainLine(absenceText(snapshot, amiId))];
  }

  const {task} = tracked;
  const {width, display, now, problems} = context;
  const {sources} = snapshot;
  const tone = stateTone(task.storeTaskState);
  const digits = chooseDigits(percentText(task), context);
  const source = sources[tracked.source];
  const served = serviceNow(source, now);
  const narrow = {...context, now: served, width: digits.roomBeside};
  const events = eventLines(
    {
      completeSince: snapshot.completeSince,
      events: snapshot.events.filter(event => event.type === 'gap' || event.task.amiId === amiId),
    },
    problems,
    {now, display, sources, hasSubject: false},
  );
  return [
    [
      {text: task.storeTaskState ?? '?', tone},
      {
        text: ` ${[percentText(task), shortEta(tracked, served)].filter(Boolean).join(' ')}`,
        tone: 'strong',
      },
      {text: `  ${amiId}`},
    ],
    plainLine(progressBar(task, width), tone),
    ...reasonLines(tracked, width),
    ...besideDigits(
      [
        ...movementLines(tracked, narrow),
        ...startedLines(tracked, narrow),
        ...listedLines(tracked, narrow),
      ],
      digits,
      tone,
    ),
    ...field('Object', objectUri(task) ?? '?', width),
    ...nextStepLines(task, source, width),
    ...(sources.length > 1 ? sourceFields(source, width) : []),
    ...(events.length > 0 ? [BLANK_LINE, plainLine('Changes seen', 'heading'), ...events] : []),
    ...otherLines(others, context),
  ];
}

/** The same in one line: `ami-… InProgress 41% ~4m`. */
export function singleSummary(
  snapshot: StoreSnapshot,
  tracked: TrackedTask | undefined,
  now: number,
): TextLine {
  const amiId = snapshot.imageIds[0] ?? '?';
  if (!tracked) {
    return plainLine(absenceText(snapshot, amiId));
  }

  const {task} = tracked;
  const served = serviceNow(snapshot.sources[tracked.source], now);
  return [
    {text: `${percentText(task)} `, tone: 'strong'},
    {text: task.storeTaskState ?? '?', tone: stateTone(task.storeTaskState)},
    {text: ` ${[shortEta(tracked, served), amiId].filter(Boolean).join(' ')}`},
  ];
}

/** Why there is nothing to show. A task just created can take minutes to appear. */
export function absenceText({sources, intervalMs}: StoreSnapshot, amiId: string): string {
  if (sources.every(source => source.status === 'pending')) {
    return pendingText(sources);
  }

  return `no task yet for ${amiId} (asked every ${formatDuration(intervalMs)})`;
}

function shortEta({task, samples}: TrackedTask, now: number): string {
  return isRunning(task) ? etaText(estimate(task, samples, now)) : '';
}
