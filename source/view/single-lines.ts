import type {StoreSnapshot, TrackedTask} from '../poll/snapshot.js';
import {estimate} from '../task/estimate.js';
import {formatDuration, formatTime} from '../task/format.js';
import {percentText, progressBar} from '../task/progress-bar.js';
import {isRunning, objectUri} from '../task/store-image-task.js';
import {earlierLines, movementLines, reasonLines} from './detail-lines.js';
import {eventLines} from './event-lines.js';
import {etaText} from './task-cells.js';
import {BLANK_LINE, field, plainLine, type TextLine} from './text-lines.js';
import {type Look, stateTone} from './theme.js';

export type SingleContext = {
  readonly now: number;
  readonly width: number;
  readonly look: Look;
};

/** The screen for one AMI, the most telling lines first: a small screen shows only those. */
export function singleLines(
  snapshot: StoreSnapshot,
  tasks: readonly TrackedTask[],
  context: SingleContext,
): readonly TextLine[] {
  const [tracked, ...earlier] = tasks;
  const amiId = snapshot.imageIds[0] ?? '?';
  if (!tracked) {
    return [plainLine(amiId, 'strong'), plainLine(absenceText(snapshot, amiId))];
  }

  const {task} = tracked;
  const {width, look, now} = context;
  const tone = stateTone(task.storeTaskState);
  const events = eventLines(
    snapshot.events.filter(event => event.type === 'gap' || event.task.amiId === amiId),
    now,
    look,
    false,
  );
  return [
    [
      {text: task.storeTaskState ?? '?', tone},
      {
        text: ` ${[percentText(task), shortEta(tracked, now)].filter(Boolean).join(' ')}`,
        tone: 'strong',
      },
      {text: `  ${amiId}`},
    ],
    plainLine(progressBar(task, width), tone),
    ...reasonLines(tracked, width),
    ...movementLines(tracked, context),
    ...movedLines(tracked, context),
    ...(task.startedAt === undefined
      ? []
      : field(
          'Started',
          `${formatTime(task.startedAt, look.isUtc)}, ${formatDuration(now - task.startedAt)} ago`,
          width,
        )),
    ...field('Object', objectUri(task) ?? '?', width),
    ...(events.length > 0 ? [BLANK_LINE, plainLine('Changes seen', 'heading'), ...events] : []),
    ...earlierLines(earlier, context),
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
  return [
    {text: `${percentText(task)} `, tone: 'strong'},
    {text: task.storeTaskState ?? '?', tone: stateTone(task.storeTaskState)},
    {text: ` ${[shortEta(tracked, now), amiId].filter(Boolean).join(' ')}`},
  ];
}

/** Why there is nothing to show. A task just created can take minutes to appear. */
export function absenceText({sources, intervalMs}: StoreSnapshot, amiId: string): string {
  if (sources.every(source => source.status === 'pending')) {
    return sources.every(source => source.error) ? 'no data yet' : 'loading';
  }

  return `no task yet for ${amiId} (asked every ${formatDuration(intervalMs)})`;
}

function shortEta({task, samples}: TrackedTask, now: number): string {
  return isRunning(task) ? etaText(estimate(task, samples, now)) : '';
}

/** Since when nothing moved, once there is something to compare with. */
function movedLines({task, samples}: TrackedTask, {now, width}: SingleContext) {
  const last = samples.at(-1);
  return isRunning(task) && last
    ? field('Moved', `${formatDuration(now - last.at)} ago to ${last.percent}%`, width)
    : [];
}
