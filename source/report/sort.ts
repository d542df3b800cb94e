import {estimate} from '../task/estimate.js';
import type {Order} from '../task/order.js';
import {type StoreImageTask, TASK_STATES, type TaskState} from '../task/store-image-task.js';

/**
Sorts tasks; equals stay in the service's order, newest first.
@param now Milliseconds since the epoch, for the order by time to go.
*/
export function sortTasks<T extends {readonly task: StoreImageTask}>(
  rows: readonly T[],
  order: Order,
  now: number,
): readonly T[] {
  const rank = ranks[order];
  return rows
    .map(row => ({row, rank: rank(row.task, now)}))
    .sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0))
    .map(({row}) => row);
}

type Rank = (task: StoreImageTask, now: number) => number | string;

const ranks = {
  start: task => -(task.startedAt ?? 0),
  state(task) {
    const index = TASK_STATES.indexOf(task.storeTaskState as TaskState);
    return index === -1 ? TASK_STATES.length : index;
  },
  progress: task => -(task.progressPercentage ?? -1),
  eta(task, now) {
    const isRunning = task.storeTaskState === 'InProgress';
    return (
      (isRunning ? estimate(task, [], now).remainingMs : undefined) ?? Number.POSITIVE_INFINITY
    );
  },
  bucket: task => task.bucket ?? '',
} as const satisfies Record<Order, Rank>;
