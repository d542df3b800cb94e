import type {TrackedTask} from '../poll/snapshot.js';
import type {TaskList} from '../poll/task-list.js';
import type {Order} from '../task/order.js';

/** What decides which tasks are shown, and in what order. Empty lists and texts mean all. */
export type RowQuery = {
  readonly states: readonly string[];
  readonly buckets: readonly string[];
  readonly search: string;

  /** Only tasks that started at or after this (ms since the epoch). */
  readonly since: number | undefined;
  readonly order: Order;
  readonly isReversed: boolean;
};

/** The rows of a query, without making a list of all of them. */
export type VisibleRows = {
  readonly total: number;
  readonly slice: (from: number, to: number) => readonly TrackedTask[];

  /** -1 when the task isn't among them. */
  readonly indexOf: (key: string) => number;

  /** Tasks per state, with every filter but the state's applied. */
  readonly stateCounts: ReadonlyMap<string, number>;

  /** Tasks per bucket, with every filter but the bucket's applied. */
  readonly bucketCounts: ReadonlyMap<string, number>;
};

/**
Selects and orders; cheap to call again: what was computed for an unchanged chunk of the list is reused.
@param now Milliseconds since the epoch; the order by ETA depends on it.
*/
export function visibleRows(tasks: TaskList, query: RowQuery, now: number): VisibleRows {
  throw new Error(`not implemented ${tasks.size} ${query.order} ${now}`);
}
