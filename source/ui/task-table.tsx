import {Table} from 'ink-table';
import {Fragment, memo} from 'react';
import type {TrackedTask} from '../poll/tasks/tracked-task.js';
import type {Search} from '../task/filter.js';
import type {Order} from '../task/order.js';
import type {PlacedColumn} from '../view/panels/columns.js';
import type {NewsMark} from '../view/panels/news.js';
import {type DrawnRow, drawnRow, headingRow, isSameRow, rowLine} from '../view/panels/row-line.js';
import type {CellContext} from '../view/panels/task-cells.js';
import {runWithTimeLimit} from '../view/rows/run-with-time-limit.js';
import {Line} from './line.js';

type Props = {
  readonly rows: readonly TrackedTask[];
  readonly columns: readonly PlacedColumn[];

  /** Of the table: the bar of the selected row goes all the way. */
  readonly width: number;
  readonly hasHeading: boolean;

  /** Index into `rows`; -1 for none. */
  readonly selected: number;

  /** What nobody has seen yet, by the task's key. */
  readonly marks: ReadonlyMap<string, NewsMark> | undefined;

  /** The order of the rows, and the sign of its direction. */
  readonly order: Order;
  readonly orderMark: string;

  /** What is searched for is marked where it was found. */
  readonly search: Search;
  readonly context: Omit<CellContext, 'isSelected' | 'mark'>;
};

/** The live table: only the rows of the page, each cell fitted to its column. Written again when one of its properties is another, and drawn again when it then reads differently: most polls only tell another time. */
export const TaskTable = memo(function TaskTable(props: Props) {
  const {rows, columns, width, hasHeading, order, orderMark, search, context} = props;
  const write = (isMarked: boolean) => rows.map((_, index) => written(props, index, isMarked));
  // An expression that takes too long is left out, not waited for.
  const marked = search.hasRegex
    ? runWithTimeLimit(MAX_MARKING_MS, () => write(true))
    : {result: write(true)};
  return (
    <WrittenTable
      rows={'result' in marked ? marked.result : write(false)}
      columns={columns}
      width={width}
      headings={hasHeading ? headingRow(columns, order, orderMark) : undefined}
      ellipsis={context.display.glyphs.ellipsis}
    />
  );
});

const MAX_MARKING_MS = 50;

function written(
  {rows, columns, selected, marks, search, context}: Props,
  index: number,
  isMarked: boolean,
): DrawnRow {
  const row = rows[index] as TrackedTask;
  const own = {...context, isSelected: index === selected, mark: marks?.get(row.key)};
  return drawnRow(row, columns, own, isMarked ? search : undefined);
}

type WrittenProps = {
  readonly rows: readonly DrawnRow[];
  readonly columns: readonly PlacedColumn[];
  readonly width: number;

  /** `undefined` for none. */
  readonly headings: DrawnRow | undefined;
  readonly ellipsis: string;
};

const WrittenTable = memo(
  function WrittenTable({rows, columns, width, headings, ellipsis}: WrittenProps) {
    return (
      <FittedTable
        data={rows.map(record)}
        placed={columns}
        tableWidth={width}
        headings={headings}
        ellipsis={ellipsis}
      />
    );
  },
  (before, after) =>
    before.columns === after.columns &&
    before.width === after.width &&
    before.ellipsis === after.ellipsis &&
    isSameRow(before.headings, after.headings) &&
    before.rows.length === after.rows.length &&
    before.rows.every((row, index) => isSameRow(row, after.rows[index])),
);

const ROW = Symbol('row');

/** A row as the table takes it. Its cells are under a symbol because ink-table hashes all named members for React's key of the row: hashing texts would build a row anew whenever one changes, and take 6 ms for 60 rows. */
type RowRecord = {readonly [ROW]: DrawnRow};

function record(row: DrawnRow): RowRecord {
  // Without a prototype, because ink-table hashes inherited members, too.
  return Object.assign(Object.create(null), {[ROW]: row});
}

/** ink-table with columns of given widths in terminal cells, whatever the scripts of their texts, one line a row, a bar where the selection is, and no rules. */
class FittedTable extends Table<RowRecord> {
  declare readonly props: {
    readonly data: RowRecord[];
    readonly placed: readonly PlacedColumn[];
    readonly tableWidth: number;

    /** `undefined` for none. */
    readonly headings: DrawnRow | undefined;
    readonly ellipsis: string;
  };

  override header = drawNothing;
  override separator = drawNothing;
  override footer = drawNothing;

  override heading = (row: RowProps) =>
    this.props.headings ? this.line(row.key, this.props.headings) : drawNothing();

  override data = (row: RowProps) => this.line(row.key, row.data[ROW] as DrawnRow);

  override getColumns(): RowProps['columns'] {
    return this.props.placed.map(({title, gap, width}) => ({
      key: title,
      column: ROW,
      width: gap + width,
      align: 'left',
    }));
  }

  private line(key: string, row: DrawnRow) {
    const {placed, tableWidth, ellipsis} = this.props;
    return (
      <Line
        key={key}
        width={tableWidth}
        ellipsis={ellipsis}
        segments={rowLine(row, placed, ellipsis)}
      />
    );
  }
}

type RowProps = Parameters<Table<RowRecord>['data']>[0];

function drawNothing(): React.JSX.Element {
  return <Fragment />;
}
