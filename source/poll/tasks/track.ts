import {filledIn} from '../../task/same-task.js';
import {
  isRunning,
  isSameReading,
  type StoreImageTask,
  taskIdentity,
} from '../../task/store-image-task.js';
import type {ProgressSample, TrackedTask} from './tracked-task.js';

/** How many samples of progress a task keeps; a percent at a time makes at most 101. */
const MAX_SAMPLES = 128;

/** The key that a task gets when it is first seen, unless another has it. Unique over all sources; the task keeps it for its life, whatever of it is filled in later. */
export function taskKey(source: number, task: StoreImageTask): string {
  return `${source}\n${taskIdentity(task)}`;
}

/** One list for all the tasks that were never seen running: nearly all of a history. */
const NO_SAMPLES: readonly ProgressSample[] = [];

/** A task seen for the first time. @param at When, ms since the epoch. */
export function trackNew(
  source: number,
  task: StoreImageTask,
  at: number,
  key = taskKey(source, task),
): TrackedTask {
  return {
    key,
    source,
    task,
    samples: isRunning(task) ? withSample(NO_SAMPLES, task, at) : NO_SAMPLES,
    seenAt: at,
    settledAt: undefined,
  };
}

/**
A task seen again. The very same object when the service says what it said before. That a settled task runs again is an old answer of an eventually consistent service: nothing of its state is taken from it.
*/
export function trackAgain(tracked: TrackedTask, reading: StoreImageTask, at: number): TrackedTask {
  const wasRunning = isRunning(tracked.task);
  const isOld = isSettled(tracked.task) && !isSettled(reading);
  const task = filledIn(tracked.task, isOld ? {...reading, ...stateOf(tracked.task)} : reading);
  if (isSameReading(tracked.task, task)) {
    return task === tracked.task ? tracked : {...tracked, task};
  }

  return {
    ...tracked,
    task,
    samples: wasRunning ? withSample(tracked.samples, task, at) : tracked.samples,
    seenAt: at,
    settledAt: wasRunning && !isRunning(task) ? at : tracked.settledAt,
  };
}

function stateOf({storeTaskState, progressPercentage, storeTaskFailureReason}: StoreImageTask) {
  return {storeTaskState, progressPercentage, storeTaskFailureReason};
}

/** A task that is Completed or Failed never changes again. */
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
