import type {TaskList} from '../../poll/tasks/task-list.js';
import type {TrackedTask} from '../../poll/tasks/tracked-task.js';
import {groupFailures} from '../../task/failure-reasons.js';
import {type DayCounts, startedPerDay} from '../../task/per-day.js';
import type {SourceName} from '../../task/source-name.js';
import {isRunning, type StoreImageTask} from '../../task/store-image-task.js';

/** The tasks of a bucket, a Region or a profile. */
export type PlaceCounts = {
  readonly name: string;
  readonly started: number;
  readonly failed: number;

  /** When the last one was seen to fail, or else when it started: ms since the epoch, by the service's clock. */
  readonly lastFailedAt: number | undefined;
};

export type ReasonCounts = {
  /** See `failureGroup`. */
  readonly name: string;
  readonly failed: number;

  /** In the last days. */
  readonly recent: number;
};

/** What is known of all tasks together. */
export type TaskCounts = {
  /** A count for each day. */
  readonly days: readonly DayCounts[];
  readonly all: {readonly started: number; readonly failed: number};
  readonly recent: {readonly started: number; readonly failed: number};

  /** All with most tasks first. */
  readonly reasons: readonly ReasonCounts[];
  readonly buckets: readonly PlaceCounts[];
  readonly regions: readonly PlaceCounts[];
  readonly profiles: readonly PlaceCounts[];
  readonly running: readonly TrackedTask[];

  /** How long each task took that was seen to complete, ms, the shortest first. */
  readonly tookMs: readonly number[];
};

/**
Counts all tasks in one go.
@param days When each day begins, ms since the epoch, oldest first.
@param recentFrom What started since then counts as recent, ms since the epoch.
*/
export function countTasks(
  {chunks}: Pick<TaskList, 'chunks'>,
  sources: readonly SourceName[],
  days: readonly number[],
  recentFrom: number,
): TaskCounts {
  const isRecent = ({startedAt}: StoreImageTask) => (startedAt ?? 0) >= recentFrom;
  const places = {buckets: placeCounter(), regions: placeCounter(), profiles: placeCounter()};
  const tasks: StoreImageTask[] = [];
  const failed: StoreImageTask[] = [];
  const running: TrackedTask[] = [];
  const tookMs: number[] = [];
  let recent = 0;
  for (const chunk of chunks) {
    for (const tracked of chunk) {
      const {task, source, settledAt} = tracked;
      const hasFailed = task.storeTaskState === 'Failed';
      const failedAt = hasFailed ? (settledAt ?? task.startedAt) : undefined;
      tasks.push(task);
      recent += Number(isRecent(task));
      places.buckets.add(task.bucket ?? '', hasFailed, failedAt);
      places.regions.add(sources[source]?.region ?? '', hasFailed, failedAt);
      places.profiles.add(sources[source]?.profile ?? '', hasFailed, failedAt);
      if (hasFailed) {
        failed.push(task);
      } else if (isRunning(task)) {
        running.push(tracked);
      } else if (task.storeTaskState === 'Completed' && settledAt !== undefined) {
        tookMs.push(settledAt - (task.startedAt ?? settledAt));
      }
    }
  }

  return {
    days: startedPerDay(tasks, days),
    all: {started: tasks.length, failed: failed.length},
    recent: {started: recent, failed: failed.filter(isRecent).length},
    reasons: [...groupFailures(failed)].map(([name, group]) => ({
      name,
      failed: group.length,
      recent: group.filter(isRecent).length,
    })),
    buckets: places.buckets.counts(),
    regions: places.regions.counts(),
    profiles: places.profiles.counts(),
    running,
    tookMs: tookMs.sort((a, b) => a - b),
  };
}

function placeCounter() {
  const places = new Map<
    string,
    {started: number; failed: number; lastFailedAt: number | undefined}
  >();
  return {
    add(name: string, hasFailed: boolean, failedAt: number | undefined) {
      let place = places.get(name);
      if (!place) {
        place = {started: 0, failed: 0, lastFailedAt: undefined};
        places.set(name, place);
      }

      place.started++;
      place.failed += Number(hasFailed);
      if (failedAt !== undefined && failedAt > (place.lastFailedAt ?? Number.NEGATIVE_INFINITY)) {
        place.lastFailedAt = failedAt;
      }
    },
    counts: (): readonly PlaceCounts[] =>
      [...places]
        .map(([name, place]) => ({name, ...place}))
        .sort((a, b) => b.started - a.started || (a.name < b.name ? -1 : 1)),
  };
}
