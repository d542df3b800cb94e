import type {TrackedTask} from '../../poll/tasks/tracked-task.js';
import {type Estimate, estimate, recentChanges, type Samples} from '../../task/estimate.js';
import {formatAgo, formatDuration, formatRate} from '../../task/format.js';
import {sparkline} from '../../task/sparkline.js';
import {isRunning} from '../../task/store-image-task.js';
import {field, LABEL_WIDTH, type TextLine} from '../text/text-lines.js';
import type {Glyphs} from '../text/theme.js';
import {aboutText} from './task-cells.js';

type MovementContext = {
  /** The time of the task's service, ms since the epoch. */
  readonly now: number;
  readonly width: number;
  readonly display: {readonly glyphs: Glyphs};
};

/** Time to go, rate and standstill of a running task, how long a settled one took as far as that was seen, and a sparkline of its progress. */
export function movementLines(tracked: TrackedTask, context: MovementContext): readonly TextLine[] {
  const {task, settledAt} = tracked;
  const {now, width} = context;
  if (!isRunning(task)) {
    return [
      ...(settledAt !== undefined && task.startedAt !== undefined
        ? field('Took', `about ${formatDuration(settledAt - task.startedAt)}`, width)
        : []),
      ...trendLines(tracked, context),
    ];
  }

  const what = estimate(task, tracked.samples, now);
  const last = tracked.samples.at(-1);
  return [
    ...field('ETA', etaSentence(what, tracked.samples), width),
    ...(what.ratePerMinute === undefined
      ? []
      : field('Rate', formatRate(what.ratePerMinute), width)),
    ...(what.stalledMs === undefined
      ? []
      : field('Stalled', `no movement for ${formatDuration(what.stalledMs)}`, width, 'warning')),
    ...(last && what.stalledMs === undefined
      ? field('Moved', `${formatAgo(now - last.at)} to ${last.percent}%`, width)
      : []),
    ...trendLines(tracked, context),
  ];
}

/** The time to go with what it rests on, or why there is none. */
export function etaSentence(what: Estimate, samples: Samples): string {
  if (what.isQueued) {
    return 'queued? at 0 % for long';
  }

  if (what.remainingMs === undefined || what.basis === undefined) {
    return what.stalledMs === undefined ? 'no basis yet' : 'none while nothing moves';
  }

  const basis =
    what.basis === 'samples'
      ? `from ${recentChanges(samples).length} samples`
      : 'from the average since the start';
  return `${aboutText(what.remainingMs)}, ${basis}`;
}

const TREND_COLUMNS = 40;

/** `Trend  30% ..::-==+*# 41% in 12m`: what was seen, and nothing of the time before. */
function trendLines(
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
