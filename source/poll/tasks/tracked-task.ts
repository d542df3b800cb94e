import type {StoreImageTask} from '../../task/store-image-task.js';

/** What was seen of a running task's progress, and when. */
export type ProgressSample = {
  /** Milliseconds since the epoch, by the service's clock. */
  readonly at: number;

  /** 0 to 100. */
  readonly percent: number;
};

/** A task with what watching it has taught. Immutable: a new object when anything changed. */
export type TrackedTask = {
  /** Unique over all sources, stable for the life of the task. */
  readonly key: string;

  /** Index into `StoreSnapshot.sources`. */
  readonly source: number;
  readonly task: StoreImageTask;

  /** Changes of progress, oldest first, bounded; empty for a task that was never seen running. */
  readonly samples: readonly ProgressSample[];

  /** When the service was first seen to say what it says now, by its clock. */
  readonly seenAt: number;

  /** When a settled task was seen to settle, by the service's clock; `undefined` when it was so from the start. */
  readonly settledAt: number | undefined;
};
