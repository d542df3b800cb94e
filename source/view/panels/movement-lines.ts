import type {TrackedTask} from '../../poll/tasks/tracked-task.js';
import {type Estimate, estimate, recentChanges, type Samples} from '../../task/estimate.js';
import {formatAgo, formatClock, formatDuration, formatRate} from '../../task/format.js';
import {sparkline} from '../../task/sparkline.js';
import {isRunning} from '../../task/store-image-task.js';
import {field, LABEL_WIDTH, type TextLine} from '../text/text-lines.js';
import type {DisplayOptions} from '../text/theme.js';
import {aboutText} from './task-cells.js';

export type MovementContext = {
  /** The time of the task's service, ms since the epoch. */
  readonly now: number;
  readonly width: number;
  readonly display: DisplayOptions;
};

/** Time to go, rate and standstill of a running task; how a settled one ended, as far as that was seen. */
export function movementLines(tracked: TrackedTask, context: MovementContext): readonly TextLine[] {
  const {task, samples} = tracked;
  const {now, width, display} = context;
  if (!isRunning(task)) {
    return endLines(tracked, context);
  }

  const what = estimate(task, samples, now);
  return [
    ...field('ETA', etaSentence(what, samples, elapsedOf(tracked, now)), width),
    ...(what.remainingMs === undefined
      ? []
      : field('Ready', `about ${clockText(now + what.remainingMs, now, display)}`, width)),
    ...(what.ratePerMinute === undefined
      ? []
      : field('Rate', formatRate(what.ratePerMinute), width)),
    ...(what.stalledMs === undefined
      ? field('Last step', lastStepText(samples, now, display), width)
      : field('Stalled', `no movement for ${formatDuration(what.stalledMs)}`, width, 'warning')),
  ];
}

function elapsedOf({task}: TrackedTask, now: number): number | undefined {
  return task.startedAt === undefined ? undefined : now - task.startedAt;
}

/** To the minute: more would be invented. */
export function clockText(at: number, now: number, {isUtc}: DisplayOptions): string {
  return formatClock(at, isUtc, now).replace(/:\d\d(?=Z?$)/, '');
}

/** `8s ago: 15% to 30%`, or since when a task is being watched that has not moved. What was read first was no step. */
function lastStepText(samples: Samples, now: number, display: DisplayOptions): string {
  const last = samples.at(-1);
  const before = samples.at(-2);
  if (!last) {
    return 'no step seen yet';
  }

  const {isUtc, isAbsoluteTime} = display;
  const clock = formatClock(last.at, isUtc, now);
  if (!before) {
    return isAbsoluteTime
      ? `no step seen yet, watched since ${clock}`
      : `no step seen yet, watched for ${formatDuration(now - last.at)}`;
  }

  return `${isAbsoluteTime ? clock : formatAgo(now - last.at)}: ${before.percent}% to ${last.percent}%`;
}

/** `Completed  18:43:42, took about 2m 48s`, of a task that was seen to end. */
function endLines(
  {task, settledAt}: TrackedTask,
  {now, width, display}: MovementContext,
): readonly TextLine[] {
  if (settledAt === undefined) {
    return [];
  }

  const took =
    task.startedAt === undefined
      ? ''
      : `, ${task.storeTaskState === 'Failed' ? 'after' : 'took'} about ${formatDuration(settledAt - task.startedAt)}`;
  return field('Ended', `${formatClock(settledAt, display.isUtc, now)}${took}`, width);
}

/** The time to go with what it rests on, or why there is none. @param elapsedMs Since the start. */
export function etaSentence(what: Estimate, samples: Samples, elapsedMs?: number): string {
  if (what.isQueued) {
    const time = elapsedMs === undefined ? '' : ` after ${formatDuration(elapsedMs)}`;
    return `still 0 %${time}: waiting in a queue?`;
  }

  if (what.remainingMs === undefined || what.basis === undefined) {
    return what.stalledMs === undefined
      ? 'not known yet (needs two readings)'
      : 'none while nothing moves';
  }

  const basis =
    what.basis === 'samples'
      ? `from ${recentChanges(samples).length} samples`
      : 'from the average since the start';
  return `${aboutText(what.remainingMs)}, ${basis}`;
}

const TREND_COLUMNS = 40;

/** `Trend  30% ..::-==+*# 41% in 12m`: what was seen, and nothing of the time before. */
export function trendLines(
  {task, samples, settledAt}: TrackedTask,
  {now, width, display}: MovementContext,
): readonly TextLine[] {
  const [first] = samples;
  const last = samples.at(-1);
  if (!first || !last) {
    return [];
  }

  const until = isRunning(task) ? now : (settledAt ?? last.at);
  const percents = samples.map(({percent}) => percent);
  const low = `${Math.min(...percents)}%`;
  const rest = `${Math.max(...percents)}% in ${formatDuration(until - first.at)}`;
  const room = width - LABEL_WIDTH - low.length - rest.length - 2;
  const course = sparkline(samples, until, Math.min(TREND_COLUMNS, room), display.glyphs.levels);
  return course ? field('Trend', `${low} ${course} ${rest}`, width) : [];
}
