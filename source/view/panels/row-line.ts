import type {TrackedTask} from '../../poll/tasks/tracked-task.js';
import type {Range, Search} from '../../task/filter.js';
import type {Order} from '../../task/order.js';
import {fit, replaceUnsureWidths, visible} from '../text/fit-text.js';
import {type Segment, selectedLine, type TextLine} from '../text/text-lines.js';
import {headingText, type PlacedColumn} from './columns.js';
import type {Cell, CellContext} from './task-cells.js';

/** What there is to draw of a cell: its text, not fitted yet, what it is, and where in it something was found. */
export type DrawnCell = Cell & {readonly found: readonly Range[]};

/** A row of the table before it is fitted to its columns. */
export type DrawnRow = {readonly cells: readonly DrawnCell[]; readonly isSelected: boolean};

/** @param search Marks what it finds in the cells; `undefined`: nothing is marked. */
export function drawnRow(
  tracked: TrackedTask,
  columns: readonly PlacedColumn[],
  context: CellContext,
  search: Search | undefined,
): DrawnRow {
  const cells = columns.map(column => {
    const {text, tone, whole} = column.write(tracked, context, column.width);
    const shown = replaceUnsureWidths(text);
    const field = typeof column.field === 'function' ? column.field(tracked.task) : column.field;
    const find = (value: string) => (field && search?.find(field, value)) || [];
    const found = find(shown);
    // What is cut away is at the ellipsis, which stands for it, or is all that there was no room for.
    const hidden = whole !== undefined && found.length === 0 && find(whole).length > 0;
    const {ellipsis} = context.display.glyphs;
    const at = shown.indexOf(ellipsis);
    const rest: Range = at === -1 ? [0, shown.length] : [at, at + ellipsis.length];
    return {
      text: shown,
      tone,
      found: hidden ? [rest] : found,
    };
  });
  return {cells, isSelected: context.isSelected};
}

/** Whether two rows of the same columns are drawn alike. */
export function isSameRow(before: DrawnRow | undefined, after: DrawnRow | undefined): boolean {
  return (
    before === after ||
    (before !== undefined &&
      after !== undefined &&
      before.isSelected === after.isSelected &&
      before.cells.every((cell, index) => isSameCell(cell, after.cells[index])))
  );
}

function isSameCell({text, tone, found}: DrawnCell, other: DrawnCell | undefined): boolean {
  return (
    text === other?.text &&
    tone === other.tone &&
    found.length === other.found.length &&
    found.every(
      ([from, to], index) => from === other.found[index]?.[0] && to === other.found[index][1],
    )
  );
}

export function headingRow(
  columns: readonly PlacedColumn[],
  order: Order,
  orderMark: string,
): DrawnRow {
  const cells = columns.map(column => ({
    text: headingText(column, order, orderMark),
    tone: 'heading' as const,
    found: [],
  }));
  return {cells, isSelected: false};
}

/** Each cell in its column, with the gap in front of it. */
export function rowLine(
  {cells, isSelected}: DrawnRow,
  columns: readonly PlacedColumn[],
  ellipsis: string,
): TextLine {
  const line = cells.flatMap((cell, index) =>
    cellSegments(columns[index] as PlacedColumn, cell, ellipsis),
  );
  return isSelected ? selectedLine(line) : trimmed(line);
}

/** Blanks at the end of a line are bytes that show nothing. */
function trimmed(line: TextLine): TextLine {
  const last = line.findLastIndex(({text, isFound}) => isFound || text.trim() !== '');
  return line
    .slice(0, last + 1)
    .map((segment, index) =>
      index === last && !segment.isFound ? {...segment, text: segment.text.trimEnd()} : segment,
    );
}

/** In parts that were found and that weren't. */
function cellSegments(
  {gap, width}: PlacedColumn,
  {text, tone, found}: DrawnCell,
  ellipsis: string,
): readonly Segment[] {
  const fitted = ' '.repeat(gap) + fit(text, width, ellipsis);
  const segments: Segment[] = [];
  let at = 0;
  for (const [from, to] of visible(found, text, width)) {
    segments.push(
      {text: fitted.slice(at, gap + from), tone},
      {text: fitted.slice(gap + from, gap + to), tone, isFound: true},
    );
    at = gap + to;
  }

  return [...segments, {text: fitted.slice(at), tone}];
}
