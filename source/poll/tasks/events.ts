import type {StoreImageTask} from '../../task/store-image-task.js';

/** What can happen to a task between two looks at it. */
export type TaskEventType = 'started' | 'progressed' | 'completed' | 'failed' | 'vanished';

export type TaskChange = {
  readonly type: TaskEventType;

  /** When it was seen, ms since the epoch, by the service's clock: as the start of the task. */
  readonly at: number;
  readonly key: string;

  /** Index into `StoreSnapshot.sources`. */
  readonly source: number;
  readonly task: StoreImageTask;

  /** What it was before; `undefined` for `started`. */
  readonly previous: StoreImageTask | undefined;

  /** Of progress: how many readings it sums up. @default 1 */
  readonly steps?: number;
};

/** A stretch in which nothing could be observed, or one whose tasks could not be read afterwards. */
export type ObservationGap = {
  readonly type: 'gap';

  /** When observation went on, by the service's clock. */
  readonly at: number;
  readonly source: number;

  /** When the source was last seen before; of what could not be read: where it begins. */
  readonly from: number;

  /** Of what could not be read: where it ends. Starts and ends of tasks that started in it may be missing. `undefined`: the gap is over, and what happened in it is told after it. */
  readonly until?: number;

  /** Why: the message of the error, or what kept it from asking. */
  readonly reason: string;
};

export type TaskEvent = TaskChange | ObservationGap;

/** How events are called wherever they are written: lines, logs, hooks. */
export const EVENT_NAMES = {
  started: 'started',
  progressed: 'progress',
  completed: 'completed',
  failed: 'failed',
  vanished: 'gone',
  gap: 'gap',
} as const satisfies Record<TaskEvent['type'], string>;

/**
What happened between two readings of one task, in the order it must have happened. A task that is first seen settled has started, too.
A state that the API doesn't document is neither a beginning nor an end; only its percent counts.
*/
export function changesBetween(
  previous: StoreImageTask | undefined,
  task: StoreImageTask,
): readonly TaskEventType[] {
  const changes: TaskEventType[] = previous ? [] : ['started'];
  if (task.storeTaskState !== previous?.storeTaskState) {
    if (task.storeTaskState === 'Completed') {
      return [...changes, 'completed'];
    }

    if (task.storeTaskState === 'Failed') {
      return [...changes, 'failed'];
    }
  }

  if (previous && task.progressPercentage !== previous.progressPercentage) {
    changes.push('progressed');
  }

  return changes;
}
