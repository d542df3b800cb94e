import {isTable} from '../state/mode.js';
import {pageOf} from '../state/paging.js';
import type {Screen} from '../state/screen.js';

/**
What of the body the time decides, as one text: while it is the same, nothing has to be drawn again.
Much cheaper than the frame that it may spare: of a table only the columns that tell ages and estimates.
@returns `undefined` where the time also decides which rows there are, and where nobody knows.
*/
export function timedText(screen: Screen): string | undefined {
  const {snapshot, state, rows, cursor, layout, columns, now, look} = screen;
  const isMoving = state.query.order === 'eta' || rows.search.isMoving;
  if (screen.reader || layout.isLine || (isMoving && state.mode !== 'single')) {
    return undefined;
  }

  if (!isTable(state.mode)) {
    return JSON.stringify(screen.lines());
  }

  const first = pageOf(cursor.index, layout) * layout.pageSize;
  const rowsOnPage = rows.slice(first, first + layout.pageSize);
  const timed = columns.filter(({isTimed}) => isTimed);
  const cell = {now, look, sources: snapshot.sources, isSelected: false};
  return rowsOnPage
    .flatMap(row => timed.map(column => column.write(row, cell, column.width)))
    .map(({text, tone}) => `${text} ${tone}`)
    .join('\n');
}
