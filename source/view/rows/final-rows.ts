import type {CoverageStatus} from '../../poll/snapshot.js';
import type {Order} from '../../task/order.js';
import type {VisibleRows} from './visible-rows.js';

/** What moving the selection needs of the rows. */
export type SelectableRows = Pick<VisibleRows, 'total' | 'slice' | 'indexOf'>;

type Ordering = {readonly order: Order; readonly isReversed: boolean};

/** True where a task that is still to be loaded can come in at any row. */
export function isFreeOrder({order, isReversed}: Ordering): boolean {
  return order !== 'start' || isReversed;
}

/**
How many rows from the top are final: nothing that is still to be loaded can come in between them. Rows below may have gaps, as running tasks are known long before their neighbours are.
Only the order by start, newest first, has such a top; in every other order a row can come in anywhere, so all rows count as final and the screen says what isn't loaded.
*/
export function finalRows(
  rows: SelectableRows,
  {isComplete, loadedBackTo}: CoverageStatus,
  ordering: Ordering,
): number {
  if (isComplete || loadedBackTo === undefined || isFreeOrder(ordering)) {
    return rows.total;
  }

  let low = 0;
  let high = rows.total;
  while (low < high) {
    const middle = (low + high) >> 1;
    const startedAt = rows.slice(middle, middle + 1)[0]?.task.startedAt;
    if (startedAt !== undefined && startedAt >= loadedBackTo) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }

  return low;
}
