import type {SelectableRows} from '../rows/final-rows.js';

/** What is selected: a task, and the row where it was seen last. Without a key it is whatever is on top, as before anyone has moved. */
export type Cursor = {readonly index: number; readonly key: string | undefined};

export const TOP: Cursor = {index: 0, key: undefined};

/** Follows the task to where it is now. When it has left the view, the selection stays on its row, with the task that is there now. */
export function settleCursor(cursor: Cursor, rows: SelectableRows): Cursor {
  if (cursor.key === undefined || rows.total === 0) {
    return cursor;
  }

  const index = rows.indexOf(cursor.key);
  if (index === cursor.index) {
    return cursor;
  }

  return index === -1 ? cursorAt(cursor.index, rows) : {...cursor, index};
}

/** Selects the task of a row, or the last one. */
export function cursorAt(index: number, rows: SelectableRows): Cursor {
  const row = Math.max(0, Math.min(index, rows.total - 1));
  return {index: row, key: rows.slice(row, row + 1)[0]?.key};
}
