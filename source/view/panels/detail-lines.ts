import {serviceNow} from '../../poll/service-clock.js';
import type {SourceStatus} from '../../poll/snapshot.js';
import type {TrackedTask} from '../../poll/tasks/tracked-task.js';
import {formatDuration, formatTime} from '../../task/format.js';
import {percentText, progressBar} from '../../task/progress-bar.js';
import {objectUri, TASK_WINDOW_MS} from '../../task/store-image-task.js';
import {BLANK_LINE, field, LABEL_WIDTH, plainLine, type TextLine} from '../text/text-lines.js';
import {type DisplayOptions, stateTone} from '../text/theme.js';
import {movementLines} from './movement-lines.js';
import {nextStepLines} from './next-step.js';

export type DetailContext = {
  /** Milliseconds since the epoch by this machine's clock; the lines about one task take the time of its service. */
  readonly now: number;
  readonly width: number;
  readonly display: DisplayOptions;
  readonly sources: readonly SourceStatus[];
};

/** Everything known about a task, as labelled lines; `others` are the other tasks of the same AMI. */
export function detailLines(
  tracked: TrackedTask,
  others: readonly TrackedTask[],
  context: DetailContext,
): readonly TextLine[] {
  const {task} = tracked;
  const {width, sources} = context;
  const source = sources[tracked.source];
  const served = {...context, now: serviceNow(source, context.now)};
  return [
    ...field('AMI ID', task.amiId ?? '?', width, 'strong'),
    ...field('State', task.storeTaskState ?? '?', width, stateTone(task.storeTaskState)),
    ...field('Progress', progressText(tracked, width), width, stateTone(task.storeTaskState)),
    ...reasonLines(tracked, width),
    ...movementLines(tracked, served),
    ...startedLines(tracked, served),
    ...listedLines(tracked, served),
    ...field('Bucket', task.bucket ?? '?', width),
    ...field('Key', task.s3ObjectKey ?? '?', width),
    ...field('Object', objectUri(task) ?? '?', width),
    ...sourceFields(source, width),
    ...nextStepLines(task, source, width),
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

/** The start in local time and in UTC, and how long ago that was. */
export function startedLines(
  {task}: TrackedTask,
  {now, width}: Pick<DetailContext, 'now' | 'width'>,
): readonly TextLine[] {
  if (task.startedAt === undefined) {
    return field('Started', task.taskStartTime ?? 'unknown', width);
  }

  const {startedAt} = task;
  return [
    ...field(
      'Started',
      `${formatTime(startedAt, false)} local, ${formatTime(startedAt, true)}`,
      width,
    ),
    ...field('Elapsed', `${formatDuration(now - startedAt)} since the start`, width),
  ];
}

/** How long the service will still list the task. */
export function listedLines(
  {task}: TrackedTask,
  {now, width}: Pick<DetailContext, 'now' | 'width'>,
): readonly TextLine[] {
  if (task.startedAt === undefined) {
    return [];
  }

  const left = task.startedAt + TASK_WINDOW_MS - now;
  return field(
    'Listed',
    left > 0
      ? `for ${formatDuration(left)} more, then the service forgets the task`
      : 'the service may forget the task any time',
    width,
  );
}

export function sourceFields(source: SourceStatus | undefined, width: number): readonly TextLine[] {
  return source ? field('Source', `${source.profile} in ${source.region}`, width) : [];
}

/** The other tasks of the AMI, one line each. */
export function otherLines(
  others: readonly TrackedTask[],
  {display}: Pick<DetailContext, 'display'>,
): readonly TextLine[] {
  if (others.length === 0) {
    return [];
  }

  return [
    BLANK_LINE,
    plainLine('Other tasks of this AMI', 'heading'),
    ...others.map(({task}) => [
      {
        text: `${task.startedAt === undefined ? '?' : formatTime(task.startedAt, display.isUtc)}  `,
      },
      {text: (task.storeTaskState ?? '?').padEnd(10), tone: stateTone(task.storeTaskState)},
      {text: `  ${percentText(task).padStart(4)}  ${objectUri(task) ?? task.bucket ?? ''}`},
    ]),
  ];
}
