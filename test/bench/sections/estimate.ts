import {trackAgain, trackNew} from '../../../source/poll/tasks/track.js';
import type {TrackedTask} from '../../../source/poll/tasks/tracked-task.js';
import {estimate as estimateOf} from '../../../source/task/estimate.js';
import type {StoreImageTask} from '../../../source/task/store-image-task.js';
import {
  type ProgressSeries,
  progressSeries,
  SERIES_KINDS,
  type SeriesKind,
} from '../helpers/progress-series.js';
import {median, type Row, type Section} from '../helpers/row.js';

const TASKS = 40;
const POLL_MS = 10_000;
const STARTED_AT = Date.UTC(2026, 0, 15, 12);

/** From where on a task is watched: from its start, and by someone who comes later. */
const WATCHED_FROM = [0, 0.3] as const;

/** How far the ETA is from the end that came, at every poll of many tasks' lives. Same series in each run: the figures don't depend on the machine. */
export const estimate: Section = {
  name: 'estimate',
  measure: async () => SERIES_KINDS.flatMap(rowsFor),
};

function rowsFor(kind: SeriesKind): readonly Row[] {
  const lives = progressSeries(kind, TASKS).flatMap(series =>
    WATCHED_FROM.map(from => errorsOver(series, from)),
  );
  const given = lives.filter(({errors}) => errors.length > 0);
  return [
    {
      what: `error of the ETA, ${kind} progress, ${TASKS} tasks (median of each task's polls)`,
      ours: {values: given.map(({errors}) => median(errors)), unit: 'share'},
      references: [
        {
          name: 'percent since the start',
          measured: {values: given.map(({naive}) => median(naive)), unit: 'share'},
        },
      ],
    },
    {
      what: `polls with an ETA, ${kind} progress`,
      ours: {values: lives.map(({errors, polls}) => errors.length / polls), unit: 'share'},
    },
  ];
}

/** The errors at the polls that have an ETA, ours and the naive one's, as shares of the time that was really left. */
function errorsOver(series: ProgressSeries, from: number) {
  const errors: number[] = [];
  const naive: number[] = [];
  let polls = 0;
  let tracked: TrackedTask | undefined;
  const begin = Math.ceil((series.durationMs * from) / POLL_MS) * POLL_MS;
  for (let ms = begin; ms < series.durationMs; ms += POLL_MS) {
    const now = STARTED_AT + ms;
    const task = taskAt(series.percentAt(ms));
    tracked = tracked ? trackAgain(tracked, task, now) : trackNew(0, task, now);
    const percent = task.progressPercentage ?? 0;
    if (percent === 0) {
      continue;
    }

    polls++;
    const {remainingMs} = estimateOf(tracked.task, tracked.samples, now);
    const left = series.durationMs - ms;
    if (remainingMs !== undefined) {
      errors.push(Math.abs(remainingMs - left) / left);
      naive.push(Math.abs((ms * (100 - percent)) / percent - left) / left);
    }
  }

  return {errors, naive, polls};
}

function taskAt(percent: number): StoreImageTask {
  return {
    amiId: 'ami-0123456789abcdef0',
    taskStartTime: new Date(STARTED_AT).toISOString(),
    startedAt: STARTED_AT,
    bucket: 'archive',
    s3ObjectKey: 'ami-0123456789abcdef0.bin',
    progressPercentage: percent,
    storeTaskState: 'InProgress',
    storeTaskFailureReason: undefined,
  };
}
