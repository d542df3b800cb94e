import {Table} from 'ink-table';
import {Fragment, memo} from 'react';
import type {TrackedTask} from '../poll/tasks/tracked-task.js';
import type {Range, Search} from '../task/filter.js';
import type {Order} from '../task/order.js';
import {headingText, type PlacedColumn} from '../view/panels/columns.js';
import type {Cell, CellContext} from '../view/panels/task-cells.js';
import {runWithTimeLimit} from '../view/rows/run-with-time-limit.js';
import {fit, replaceUnsureWidths, visible} from '../view/text/fit-text.js';
import type {Segment} from '../view/text/text-lines.js';
import {Line} from './line.js';

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
  const {rows, columns, hasHeading, context} = props;
  const write = (isMarked: boolean) => rows.map((_, index) => record(props, index, isMarked));
  // An expression that takes too long is left out, not waited for.
  const marked = props.search.hasRegex
    ? runWithTimeLimit(MAX_MARKING_MS, () => write(true))
    : {result: write(true)};
  return (
    <FittedTable
      data={'result' in marked ? marked.result : write(false)}
      placed={columns}
      headings={hasHeading ? headings(props) : undefined}
      ellipsis={context.display.glyphs.ellipsis}
    />
  );
});

const MAX_MARKING_MS = 50;

/** What there is to draw of a cell: its text, not fitted yet, what it is, and where in it something was found. */
type DrawnCell = Cell & {readonly found: readonly Range[]};

const CELLS = Symbol('cells');

/** A row as the table takes it, its cells in the order of the columns. They are under a symbol because ink-table hashes all named members for React's key of the row: hashing texts would build a row anew whenever one changes, and take 6 ms for 60 rows. */
type RowRecord = {readonly [CELLS]: readonly DrawnCell[]};

function record(
  {rows, columns, selected, search, context}: Props,
  index: number,
  isMarked: boolean,
): RowRecord {
  const row = rows[index] as TrackedTask;
  const cells = columns.map(column => {
    const cell = {...context, isSelected: index === selected};
    const {text, tone} = column.write(row, cell, column.width);
    const shown = replaceUnsureWidths(text);
    const found = isMarked && column.field ? search.find(column.field, shown) : [];
    return {text: shown, tone, found};
  });
  // Without a prototype, because ink-table hashes inherited members, too.
  return Object.assign(Object.create(null), {[CELLS]: cells});
}

function headings({columns, order, orderMark}: Props): readonly DrawnCell[] {
  return columns.map(column => ({
    text: headingText(column, column.order === order ? orderMark : ''),
    tone: 'heading',
    found: [],
  }));
}

/** ink-table with columns of given widths in terminal cells, whatever the scripts of their texts, one line a row, and no rules. */
class FittedTable extends Table<RowRecord> {
  declare readonly props: {
    readonly data: RowRecord[];
    readonly placed: readonly PlacedColumn[];

    /** `undefined` for none. */
    readonly headings: readonly DrawnCell[] | undefined;
    readonly ellipsis: string;
  };

  override header = drawNothing;
  override separator = drawNothing;
  override footer = drawNothing;

  override heading = (row: RowProps) =>
    this.props.headings ? this.line(row, this.props.headings) : drawNothing();

  override data = (row: RowProps) => this.line(row, row.data[CELLS] ?? []);

  override getColumns(): RowProps['columns'] {
    return this.props.placed.map(({title, gap, width}) => ({
      key: title,
      column: CELLS,
      width: gap + width,
      align: 'left',
    }));
  }

  private line({key, columns}: RowProps, cells: readonly DrawnCell[]) {
    const {placed, ellipsis} = this.props;
    return (
      <Line
        key={key}
        width={columns.reduce((sum, {width}) => sum + width, 0)}
        ellipsis={ellipsis}
        segments={cells.flatMap((cell, index) =>
          cellSegments(placed[index] as PlacedColumn, cell, ellipsis),
        )}
      />
    );
  }
}

type RowProps = Parameters<Table<RowRecord>['data']>[0];

function drawNothing(): React.JSX.Element {
  return <Fragment />;
}

/** A cell with the gap in front of it, in parts that were found and that weren't. */
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
