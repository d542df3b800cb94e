import type {SourceStatus} from '../../source/poll/snapshot.js';
import type {TrackedTask} from '../../source/poll/tasks/tracked-task.js';
import type {PlacedColumn} from '../../source/view/panels/columns.js';
import {pageNeeds} from '../../source/view/panels/page-needs.js';
import {type ColumnNeeds, placeColumns} from '../../source/view/panels/place-columns.js';
import type {RowQuery} from '../../source/view/rows/row-query.js';
import {visibleRows} from '../../source/view/rows/visible-rows.js';
import {A_SOURCE, listOf, NOW} from './fake-store.js';
import {UNTOUCHED} from './screen-state.js';

export type ColumnsForOptions = Partial<Omit<ColumnNeeds, 'page'>> & {
  readonly query?: Partial<RowQuery>;
  readonly sources?: readonly SourceStatus[];
};

/** The columns of a page of such tasks; 80 wide, one source, nothing filtered, unless told otherwise. */
export function columnsFor(
  page: readonly TrackedTask[],
  {query = {}, sources = [A_SOURCE], ...needs}: ColumnsForOptions = {},
): readonly PlacedColumn[] {
  const whole = {...UNTOUCHED.query, ...query};
  const rows = visibleRows(listOf(page), whole, NOW, sources);
  return placeColumns({
    width: 80,
    isAbsoluteTime: false,
    page: pageNeeds(page, rows, whole, sources),
    ...needs,
  });
}
