import {estimate, type Samples} from './estimate.js';
import type {StoreImageTask} from './store-image-task.js';

/** The orders that `o` cycles through and --sort takes. */
export const ORDERS = ['start', 'state', 'progress', 'eta', 'bucket'] as const;

export type Order = (typeof ORDERS)[number];

/** What is still going on comes first, then what needs a look, then what is done. */
const STATE_RANK: Readonly<Record<string, number>> = {InProgress: 0, Failed: 1, Completed: 2};

/**
The rank of a task in an order, lower first; equal ranks stay newest first. `start` ranks all alike.
@param now Milliseconds since the epoch; only `eta` depends on it.
*/
export function rank(
  order: Order,
  task: StoreImageTask,
  samples: Samples,
  now: number,
): number | string {
  switch (order) {
    case 'start':
      return 0;
    case 'state':
      return STATE_RANK[task.storeTaskState ?? ''] ?? 3;
    case 'progress':
      return task.progressPercentage ?? -1;
    case 'eta':
      return estimate(task, samples, now).remainingMs ?? Number.POSITIVE_INFINITY;
    case 'bucket':
      return task.bucket ?? '';
  }
}
