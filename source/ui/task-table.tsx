import {Table} from 'ink-table';
import {Fragment, memo} from 'react';
import type {TrackedTask} from '../poll/tasks/tracked-task.js';
import type {Search} from '../task/filter.js';
import type {Order} from '../task/order.js';
import type {PlacedColumn} from '../view/panels/columns.js';
import type {NewsMark} from '../view/panels/news.js';
import {type DrawnRow, drawnRow, headingRow, rowLine} from '../view/panels/row-line.js';
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

/** The live table: only the rows of the page, each cell fitted to its column. Drawn again only when one of its properties is another. */
export const TaskTable = memo(function TaskTable(props: Props) {
  const {rows, columns, width, hasHeading, order, orderMark, search, context} = props;
  const write = (isMarked: boolean) => rows.map((_, index) => record(props, index, isMarked));
  // An expression that takes too long is left out, not waited for.
  const marked = search.hasRegex
    ? runWithTimeLimit(MAX_MARKING_MS, () => write(true))
    : {result: write(true)};
  return (
    <FittedTable
      data={'result' in marked ? marked.result : write(false)}
      placed={columns}
      tableWidth={width}
      headings={hasHeading ? headingRow(columns, order, orderMark) : undefined}
      ellipsis={context.display.glyphs.ellipsis}
    />
  );
});

const MAX_MARKING_MS = 50;

const ROW = Symbol('row');

/** A row as the table takes it. Its cells are under a symbol because ink-table hashes all named members for React's key of the row: hashing texts would build a row anew whenever one changes, and take 6 ms for 60 rows. */
type RowRecord = {readonly [ROW]: DrawnRow};

function record(
  {rows, columns, selected, marks, search, context}: Props,
  index: number,
  isMarked: boolean,
): RowRecord {
  const row = rows[index] as TrackedTask;
  const own = {...context, isSelected: index === selected, mark: marks?.get(row.key)};
  // Without a prototype, because ink-table hashes inherited members, too.
  return Object.assign(Object.create(null), {
    [ROW]: drawnRow(row, columns, own, isMarked ? search : undefined),
  });
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
