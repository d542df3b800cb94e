import {type Order, rank} from '../../task/order.js';
import type {StoreImageTask} from '../../task/store-image-task.js';

/**
Sorts tasks as the screen does: by rank, equals newest first.
@param found Each with the time of its service (ms since the epoch), for the order by time to go.
*/
export function sortTasks<T extends {readonly task: StoreImageTask; readonly now: () => number}>(
  found: readonly T[],
  order: Order,
): readonly T[] {
  return found
    .map(item => ({item, rank: rank(order, item.task, [], item.now())}))
    .sort(
      (a, b) =>
        (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0) ||
        (b.item.task.startedAt ?? 0) - (a.item.task.startedAt ?? 0),
    )
    .map(({item}) => item);
}
