import type {StoreImageTask} from '../task/store-image-task.js';

/** What can happen to a task between two looks at it. */
export type TaskEventType = 'started' | 'progressed' | 'completed' | 'failed' | 'vanished';

/** One change that was seen. `gap` marks a stretch in which nothing could be observed. */
export type TaskEvent =
  | {
      readonly type: TaskEventType;

      /** When it was seen, ms since the epoch. */
      readonly at: number;
      readonly key: string;
      readonly source: number;
      readonly task: StoreImageTask;

      /** What it was before; `undefined` for `started`. */
      readonly previous: StoreImageTask | undefined;
    }
  | {
      readonly type: 'gap';
      readonly at: number;
      readonly source: number;

      /** When the source was last seen before. */
      readonly from: number;
      readonly reason: string;
    };

/** How many events a store keeps. */
export const MAX_EVENTS = 1000;
