import {Text} from 'ink';
import {type CellProps, Table} from 'ink-table';
import {Fragment, memo} from 'react';
import type {TrackedTask} from '../poll/snapshot.js';
import type {Range, Search} from '../task/filter.js';
import type {Order} from '../task/order.js';
import {headingText, type PlacedColumn} from '../view/columns.js';
import {evenWidth, fit, visible} from '../view/fit-text.js';
import type {CellContext} from '../view/task-cells.js';
import {TONE_STYLE, type Tone} from '../view/theme.js';
import {withinTime} from '../view/within-time.js';

type Props = {
  readonly rows: readonly TrackedTask[];
  readonly columns: readonly PlacedColumn[];

  readonly hasHeading: boolean;

  /** Index into `rows`; -1 for none. */
  readonly selected: number;

  /** The order of the rows, and the sign of its direction. */
  readonly order: Order;
  readonly orderMark: string;

  /** What is searched for is marked where it was found. */
  readonly search: Search;
  readonly context: Omit<CellContext, 'isSelected'>;
};

/** The live table: only the rows of the page, each cell fitted to its column. Drawn again only when one of its properties is another. */
export const TaskTable = memo(function TaskTable(props: Props) {
  const {columns, hasHeading} = props;
  const keys = columns.map(column => columnKey(column, props));
  const write = (isMarked: boolean) =>
    props.rows.map((_, index) => record(props, keys, index, isMarked));
  // An expression that takes too long is left out, not waited for.
  const marked = props.search.hasRegex
    ? withinTime(MAX_MARKING_MS, () => write(true))
    : {result: write(true)};
  return (
    <Table
      // ink-table takes its components once, when it is made.
      key={String(hasHeading)}
      columns={keys}
      data={'result' in marked ? marked.result : write(false)}
      cell={Cell}
      header={hasHeading ? Cell : Nothing}
      skeleton={Nothing}
    />
  );
});

const MAX_MARKING_MS = 50;

/*
ink-table gives a cell only its text, so the text carries the rest at its end: the gap in front of the cell and the tone, one character each. Its headings are the keys of the columns, so those are written the same way. It pads every cell by one space on either side.
What a search has found is put between two characters that no cleaned text has. ink-table counts them and pads the other cells of the column, so the end of a text is looked for from the right.
*/
const TONES = Object.keys(TONE_STYLE) as readonly Tone[];
const FOUND = '\u{E}';
const FOUND_END = '\u{F}';

function encode(text: string, gap: number, tone: Tone): string {
  return `${text}${gap}${TONES.indexOf(tone).toString(36)}`;
}

// Most cells of a frame are those of the last one. ink-table's types know plain functions only.
const Cell = memo(function Cell({children}: CellProps) {
  const text = String(children).trimEnd().slice(1);
  const tone = TONES[Number.parseInt(text.slice(-1), 36)] ?? 'plain';
  return (
    <Text {...TONE_STYLE[tone]}>
      {' '.repeat(Number(text.at(-2))) +
        text.slice(0, -2).replaceAll(FOUND, INVERSE).replaceAll(FOUND_END, INVERSE_END)}
    </Text>
  );
}) as unknown as (props: React.PropsWithChildren) => React.JSX.Element;

/** Not by Ink's own `inverse`, which is gone where there is no colour. */
const INVERSE = '\u{1B}[7m';
const INVERSE_END = '\u{1B}[27m';

/** Draws nothing: not even a line is left of the rules between the rows. */
const Nothing = Object.assign(
  memo(
    () => <Fragment />,
    () => true,
  ),
  // With it the built file leaves the rules out of React's work as well; see scripts/plugins/lean-table.ts.
  {drawsNothing: true},
) as unknown as typeof Cell;

function columnKey(column: PlacedColumn, {order, orderMark}: Props): string {
  const heading = headingText(column, column.order === order ? orderMark : '');
  return encode(fit(heading, column.width), column.gap, 'heading');
}

function record(
  {rows, columns, selected, search, context}: Props,
  keys: readonly string[],
  index: number,
  isMarked: boolean,
): Record<string, string> {
  // ink-table hashes each row, and what it inherits along with it.
  const cells = Object.create(null) as Record<string, string>;
  const row = rows[index] as TrackedTask;
  for (const [at, column] of columns.entries()) {
    const cell = {...context, isSelected: index === selected};
    const {text, tone} = column.write(row, cell, column.width);
    const even = evenWidth(text);
    const fitted = fit(even, column.width, context.look.glyphs.ellipsis);
    const found = isMarked && column.field ? search.find(column.field, even) : [];
    const shown = found.length > 0 ? markFound(fitted, visible(found, even, column.width)) : fitted;
    cells[keys[at] as string] = encode(shown, column.gap, tone);
  }

  return cells;
}

function markFound(text: string, ranges: readonly Range[]): string {
  let result = '';
  let at = 0;
  for (const [from, to] of ranges) {
    result += text.slice(at, from) + FOUND + text.slice(from, to) + FOUND_END;
    at = to;
  }

  return result + text.slice(at);
}
