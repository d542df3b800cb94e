import type {SourceStatus, TrackedTask} from '../poll/snapshot.js';
import {type Estimate, estimate} from '../task/estimate.js';
import {formatDuration, formatRate, formatTime} from '../task/format.js';
import {percentText, progressBar} from '../task/progress-bar.js';
import {isRunning, objectUri, TASK_WINDOW_MS} from '../task/store-image-task.js';
import {aboutText} from './task-cells.js';
import {BLANK_LINE, field, plainLine, type TextLine} from './text-lines.js';
import {type Look, stateTone} from './theme.js';

export type DetailContext = {
  readonly now: number;
  readonly width: number;
  readonly look: Look;
  readonly sources: readonly SourceStatus[];
};

/** Everything known about a task, as labelled lines; `earlier` are other tasks of the same AMI. */
export function detailLines(
  tracked: TrackedTask,
  earlier: readonly TrackedTask[],
  context: DetailContext,
): readonly TextLine[] {
  const {task} = tracked;
  const {width, sources} = context;
  const source = sources[tracked.source];
  return [
    ...field('AMI ID', task.amiId ?? '?', width, 'strong'),
    ...field('State', task.storeTaskState ?? '?', width, stateTone(task.storeTaskState)),
    ...field('Progress', progressText(tracked, width), width, stateTone(task.storeTaskState)),
    ...reasonLines(tracked, width),
    ...movementLines(tracked, context),
    ...startedLines(tracked, context),
    ...field('Bucket', task.bucket ?? '?', width),
    ...field('Key', task.s3ObjectKey ?? '?', width),
    ...field('Object', objectUri(task) ?? '?', width),
    ...(source ? field('Source', `${source.profile} in ${source.region}`, width) : []),
    ...nextStepLines(tracked, source, width),
    ...earlierLines(earlier, context),
  ];
}

export function reasonLines({task}: TrackedTask, width: number): readonly TextLine[] {
  return task.storeTaskFailureReason
    ? field('Reason', task.storeTaskFailureReason, width, 'failed')
    : [];
}

/** Rate, time to go and standstill of a running task; how long a settled one took, as far as it was seen. */
export function movementLines(
  tracked: TrackedTask,
  {now, width}: Pick<DetailContext, 'now' | 'width'>,
): readonly TextLine[] {
  const {task, settledAt} = tracked;
  if (!isRunning(task)) {
    return settledAt !== undefined && task.startedAt !== undefined
      ? field('Took', `about ${formatDuration(settledAt - task.startedAt)}`, width)
      : [];
  }

  const what = estimate(task, tracked.samples, now);
  return [
    ...(what.ratePerMinute === undefined
      ? []
      : field('Rate', formatRate(what.ratePerMinute), width)),
    ...field('ETA', etaSentence(what), width),
    ...(what.stalledMs === undefined
      ? []
      : field('Stalled', `no movement for ${formatDuration(what.stalledMs)}`, width, 'warning')),
  ];
}

const BASIS = {
  samples: 'from the progress seen',
  average: 'from the average since the start',
} as const satisfies Record<NonNullable<Estimate['basis']>, string>;

/** The time to go with what it rests on, or why there is none. */
export function etaSentence(what: Estimate): string {
  if (what.isQueued) {
    return 'queued? at 0 % for long';
  }

  return what.remainingMs === undefined || what.basis === undefined
    ? 'no basis yet'
    : `${aboutText(what.remainingMs)}, ${BASIS[what.basis]}`;
}

function progressText({task}: TrackedTask, width: number): string {
  return `${progressBar(task, Math.min(42, width - 16))} ${percentText(task)}`.trim();
}

function startedLines({task}: TrackedTask, {now, width}: DetailContext): readonly TextLine[] {
  if (task.startedAt === undefined) {
    return field('Started', task.taskStartTime ?? 'unknown', width);
  }

  const age = now - task.startedAt;
  const left = TASK_WINDOW_MS - age;
  return [
    ...field(
      'Started',
      `${formatTime(task.startedAt, false)} local, ${formatTime(task.startedAt, true)}, ${formatDuration(age)} ago`,
      width,
    ),
    ...field(
      'Listed',
      left > 0
        ? `for ${formatDuration(left)} more, then the service forgets the task`
        : 'the service may forget the task any time',
      width,
    ),
  ];
}

/** A command to copy; this program never runs it. */
function nextStepLines(
  {task}: TrackedTask,
  source: SourceStatus | undefined,
  width: number,
): readonly TextLine[] {
  if (!task.bucket || !task.s3ObjectKey || task.storeTaskState !== 'Completed') {
    return [];
  }

  const where = source ? ` --region ${source.region} --profile ${source.profile}` : '';
  return field(
    'Next',
    `aws ec2 create-restore-image-task --object-key ${task.s3ObjectKey} --bucket ${task.bucket}${where}`,
    width,
  );
}

/** The other tasks of the AMI, one line each. */
export function earlierLines(
  earlier: readonly TrackedTask[],
  {look}: Pick<DetailContext, 'look'>,
): readonly TextLine[] {
  if (earlier.length === 0) {
    return [];
  }

  return [
    BLANK_LINE,
    plainLine('Other tasks of this AMI', 'heading'),
    ...earlier.map(({task}) => [
      {
        text: `${task.startedAt === undefined ? '?' : formatTime(task.startedAt, look.isUtc)}  `,
      },
      {text: (task.storeTaskState ?? '?').padEnd(10), tone: stateTone(task.storeTaskState)},
      {text: `  ${percentText(task).padStart(4)}  ${objectUri(task) ?? task.bucket ?? ''}`},
    ]),
  ];
}
