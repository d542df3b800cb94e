import {
  isRunning,
  isSameReading,
  type StoreImageTask,
  taskIdentity,
} from '../task/store-image-task.js';
import type {ProgressSample, TrackedTask} from './snapshot.js';

/** How many samples of progress a task keeps; a percent at a time makes at most 101. */
const MAX_SAMPLES = 128;

/** The key of a task in a source: unique over all sources, stable for the task's life. */
export function taskKey(source: number, task: StoreImageTask): string {
  return `${source}\n${taskIdentity(task)}`;
}

/** A task seen for the first time. @param at When, ms since the epoch. */
export function trackNew(source: number, task: StoreImageTask, at: number): TrackedTask {
  return {
    key: taskKey(source, task),
    source,
    task,
    samples: isRunning(task) ? withSample([], task, at) : [],
    seenAt: at,
    settledAt: undefined,
  };
}

/**
A task seen again. The very same object when the service says what it said before; and also when a settled task is said to run again, because that is an old answer of an eventually consistent service.
*/
export function trackAgain(tracked: TrackedTask, task: StoreImageTask, at: number): TrackedTask {
  const wasRunning = isRunning(tracked.task);
  if (isSameReading(tracked.task, task) || (isSettled(tracked.task) && !isSettled(task))) {
    return tracked;
  }

  return {
    ...tracked,
    task,
    samples: wasRunning ? withSample(tracked.samples, task, at) : tracked.samples,
    seenAt: at,
    settledAt: wasRunning && !isRunning(task) ? at : tracked.settledAt,
  };
}

/** Completed and Failed are for good. */
export function isSettled(task: StoreImageTask): boolean {
  return task.storeTaskState === 'Completed' || task.storeTaskState === 'Failed';
}

function withSample(
  samples: readonly ProgressSample[],
  task: StoreImageTask,
  at: number,
): readonly ProgressSample[] {
  const percent = task.progressPercentage;
  if (percent === undefined || samples.at(-1)?.percent === percent) {
    return samples;
  }

  const kept = samples.length < MAX_SAMPLES ? samples : thinned(samples);
  return [...kept, {at, percent}];
}

/** Every other sample of the older half: the recent ones decide the estimate. */
function thinned(samples: readonly ProgressSample[]): readonly ProgressSample[] {
  const half = samples.length >>> 1;
  return samples.filter((_, index) => index >= half || index % 2 === 0);
}
