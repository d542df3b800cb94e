import {serviceNow} from '../../poll/service-clock.js';
import type {SourceStatus} from '../../poll/snapshot.js';
import type {TrackedTask} from '../../poll/tasks/tracked-task.js';
import {formatAgo, formatClock, formatDuration, formatTime} from '../../task/format.js';
import {percentText, progressBar} from '../../task/progress-bar.js';
import {sourceLabel} from '../../task/source-name.js';
import {isRunning, objectUri, TASK_WINDOW_MS} from '../../task/store-image-task.js';
import {BLANK_LINE, field, LABEL_WIDTH, plainLine, type TextLine} from '../text/text-lines.js';
import {type DisplayOptions, stateTone} from '../text/theme.js';
import {movementLines, trendLines} from './movement-lines.js';
import {nextStepLines} from './next-step.js';

export type DetailContext = {
  /** Milliseconds since the epoch by this machine's clock; the lines about one task take the time of its service. */
  readonly now: number;
  readonly width: number;
  readonly display: DisplayOptions;
  readonly sources: readonly SourceStatus[];
};

/** Everything known about a task, as labelled lines: why and what comes next, then how far it is, when and where; `others` are the other tasks of the same AMI. */
export function detailLines(
  tracked: TrackedTask,
  others: readonly TrackedTask[],
  context: DetailContext,
): readonly TextLine[] {
  const {task} = tracked;
  const {width, sources} = context;
  const source = sources[tracked.source];
  const served = {...context, now: serviceNow(source, context.now)};
  const tone = stateTone(task.storeTaskState);
  return [
    ...field('AMI ID', task.amiId ?? '?', width, 'strong'),
    ...field('State', task.storeTaskState ?? '?', width, tone),
    ...reasonLines(tracked, width),
    ...nextStepLines(task, source, width),
    ...field('Progress', progressText(tracked, width), width, tone),
    ...movementLines(tracked, served),
    ...trendLines(tracked, served),
    ...startedLines(tracked, served),
    ...listedLines(tracked, served),
    ...field('Object', objectUri(task) ?? '?', width),
    ...field('Bucket', task.bucket ?? '?', width),
    ...field('Key', task.s3ObjectKey ?? '?', width),
    ...sourceFields(source, width),
    ...otherLines(others, context),
  ];
}

export function reasonLines({task}: TrackedTask, width: number): readonly TextLine[] {
  return task.storeTaskFailureReason
    ? field('Reason', task.storeTaskFailureReason, width, 'failed')
    : [];
}

function progressText({task}: TrackedTask, width: number): string {
  return `${progressBar(task, Math.min(42, width - LABEL_WIDTH - 6))} ${percentText(task)}`.trim();
}

/** When it started, and how long ago that was, or the whole date: as `t` and `u` choose. @param isStill Nothing that counts on. */
export function startedLines(
  {task}: TrackedTask,
  {now, width, display}: Pick<DetailContext, 'now' | 'width' | 'display'>,
  isStill = false,
): readonly TextLine[] {
  const {startedAt} = task;
  if (startedAt === undefined) {
    return field('Started', task.taskStartTime ?? 'unknown', width);
  }

  const {isUtc, isAbsoluteTime} = display;
  const clock = formatClock(startedAt, isUtc, now);
  if (isAbsoluteTime || isStill) {
    return field('Started', isAbsoluteTime ? formatTime(startedAt, isUtc) : clock, width);
  }

  return isRunning(task)
    ? field('Running', `for ${formatDuration(now - startedAt)}, since ${clock}`, width)
    : field('Started', `${clock}, ${formatAgo(now - startedAt)}`, width);
}

/** Until when the service will still list the task. */
export function listedLines(
  {task}: TrackedTask,
  {now, width, display}: Pick<DetailContext, 'now' | 'width' | 'display'>,
): readonly TextLine[] {
  if (task.startedAt === undefined) {
    return [];
  }

  const until = task.startedAt + TASK_WINDOW_MS;
  const date =
    until > now
      ? `until ${formatTime(until, display.isUtc).slice(0, 10)}`
      : 'may be forgotten any time';
  const why = ' (EC2 lists tasks for 31 days)';
  const hasRoom = LABEL_WIDTH + date.length + why.length <= width;
  return field('Listed', hasRoom ? date + why : date, width);
}

export function sourceFields(source: SourceStatus | undefined, width: number): readonly TextLine[] {
  return source ? field('Source', `${source.profile} in ${source.region}`, width) : [];
}

/** The other tasks of the AMI, one line each, with their places when there are several. */
export function otherLines(
  others: readonly TrackedTask[],
  {display, sources, now}: Pick<DetailContext, 'display' | 'sources' | 'now'>,
): readonly TextLine[] {
  if (others.length === 0) {
    return [];
  }

  const placeOf = ({source}: TrackedTask) => {
    const place = sources.length > 1 ? sources[source] : undefined;
    return place ? `  ${sourceLabel(place)}` : '';
  };
  const width = Math.max(...others.map(other => placeOf(other).length));
  return [
    BLANK_LINE,
    plainLine('Other tasks of this AMI', 'heading'),
    ...others.map((other): TextLine => {
      const {task} = other;
      const served = serviceNow(sources[other.source], now);
      return [
        {text: startText(task.startedAt, served, display)},
        {
          text: `  ${(task.storeTaskState ?? '?').padEnd(10)}`,
          tone: stateTone(task.storeTaskState),
        },
        {
          text: `  ${percentText(task).padStart(4)}${placeOf(other).padEnd(width)}  ${objectUri(task) ?? task.bucket ?? ''}`,
        },
        ...(task.storeTaskFailureReason
          ? [{text: `  ${task.storeTaskFailureReason}`, tone: 'failed' as const}]
          : []),
      ];
    }),
  ];
}

/** In one width, as `t` and `u` choose. */
function startText(
  startedAt: number | undefined,
  now: number,
  {isUtc, isAbsoluteTime}: DisplayOptions,
): string {
  const time = startedAt === undefined ? '?' : formatTime(startedAt, isUtc);
  const ago = startedAt === undefined ? '' : formatAgo(now - startedAt);
  return isAbsoluteTime ? time : `${time.slice(0, 16)} ${ago.padStart(7)}`;
}
