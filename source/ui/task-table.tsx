import {Text} from 'ink';
import {type CellProps, Table} from 'ink-table';
import {Fragment, memo} from 'react';
import type {TrackedTask} from '../poll/snapshot.js';
import type {PlacedColumn} from '../view/columns.js';
import {evenWidth, fit} from '../view/fit-text.js';
import type {CellContext} from '../view/task-cells.js';
import {TONE_STYLE, type Tone} from '../view/theme.js';

type Props = {
  readonly rows: readonly TrackedTask[];
  readonly columns: readonly PlacedColumn[];

  readonly hasHeading: boolean;

  /** Index into `rows`; -1 for none. */
  readonly selected: number;
  readonly context: Omit<CellContext, 'isSelected'>;
};

/** The live table: only the rows of the page, each cell fitted to its column. Drawn again only when one of its properties is another. */
export const TaskTable = memo(function TaskTable({
  rows,
  columns,
  hasHeading,
  selected,
  context,
}: Props) {
  return (
    <Table
      // ink-table takes its components once, when it is made.
      key={String(hasHeading)}
      columns={columns.map(columnKey)}
      data={rows.map((row, index) => record(row, columns, context, index === selected))}
      cell={Cell}
      header={hasHeading ? Cell : Nothing}
      skeleton={Nothing}
    />
  );
});

/*
ink-table gives a cell only its text, so the text carries the rest at its end: the gap in front of the cell and the tone, one character each. Its headings are the keys of the columns, so those are written the same way. It pads every cell by one space on either side.
*/
const TONES = Object.keys(TONE_STYLE) as readonly Tone[];
const PADDING = 1;

function encode(text: string, gap: number, tone: Tone): string {
  return `${text}${gap}${TONES.indexOf(tone).toString(36)}`;
}

// Most cells of a frame are those of the last one. ink-table's types know plain functions only.
const Cell = memo(function Cell({children}: CellProps) {
  const text = String(children).slice(PADDING, -PADDING);
  const tone = TONES[Number.parseInt(text.slice(-1), 36)] ?? 'plain';
  return <Text {...TONE_STYLE[tone]}>{' '.repeat(Number(text.at(-2))) + text.slice(0, -2)}</Text>;
}) as unknown as (props: React.PropsWithChildren) => React.JSX.Element;

/** Draws nothing: not even a line is left of the rules between the rows. */
const Nothing = Object.assign(
  memo(
    () => <Fragment />,
    () => true,
  ),
  // With it the built file leaves the rules out of React's work as well; see scripts/plugins/lean-table.ts.
  {drawsNothing: true},
) as unknown as typeof Cell;

function columnKey(column: PlacedColumn): string {
  const title =
    column.title.length > column.width ? (column.narrowTitle ?? column.title) : column.title;
  return encode(fit(title, column.width), column.gap, 'heading');
}

function record(
  row: TrackedTask,
  columns: readonly PlacedColumn[],
  context: Props['context'],
  isSelected: boolean,
): Record<string, string> {
  // ink-table hashes each row, and what it inherits along with it.
  const cells = Object.create(null) as Record<string, string>;
  for (const column of columns) {
    const {text, tone} = column.write(row, {...context, isSelected}, column.width);
    const fitted = fit(evenWidth(text), column.width, context.look.glyphs.ellipsis);
    cells[columnKey(column)] = encode(fitted, column.gap, tone);
  }

  return cells;
}
