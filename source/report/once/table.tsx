import {renderToString, Text} from 'ink';
import {type CellProps, Table} from 'ink-table';
import type {ReactNode} from 'react';
import stringWidth from 'string-width';
import {batches} from '../../poll/reading/request.js';
import {cellText, type ReportRows} from './rows.js';

export type TableLook = {
  readonly isColored: boolean;

  /** Borders of `+`, `-` and `|` only. */
  readonly isAscii: boolean;
};

/** ink-table pads every cell by so many spaces on either side. */
const PADDING = 1;

/** The time that laying out takes grows faster than the rows, so they are drawn in parts. */
const ROWS_AT_ONCE = 100;

const LINES = {
  ascii: {side: '|', dash: '-', top: '+++', middle: '+++', bottom: '+++'},
  boxes: {side: '│', dash: '─', top: '┌┬┐', middle: '├┼┤', bottom: '└┴┘'},
} as const;

const STATE_COLORS: Readonly<Record<string, number>> = {InProgress: 36, Completed: 32, Failed: 31};

/** Draws rows as a table, as wide as its cells need. Nothing for no rows. */
export function formatTable(
  {columns: names, rows}: ReportRows,
  {isColored, isAscii}: TableLook,
): string {
  if (rows.length === 0) {
    return '';
  }
  const lines = isAscii ? LINES.ascii : LINES.boxes;
  const columns = names.map(cellText);
  const data = rows.map(row =>
    Object.fromEntries(names.map(name => [cellText(name), cellText(row.get(name))])),
  );
  const widths = columns.map(column =>
    data.reduce(
      (width, row) => Math.max(width, stringWidth(row[column] ?? '')),
      stringWidth(column),
    ),
  );

  function Cell({children, column}: CellProps) {
    const text = fitToWidth(String(children).trim(), widths[column] ?? 0);
    const code = isColored ? STATE_COLORS[text.trim()] : undefined;
    return <Text>{code === undefined ? text : `\u001B[${code}m${text}\u001B[39m`}</Text>;
  }

  // ink-table rules off every row; three rules are enough, and those are drawn below.
  function Side({children}: {readonly children?: ReactNode}) {
    return children === LINES.boxes.side ? <Text>{lines.side}</Text> : null;
  }

  const [heading, ...drawn] = batches(data, ROWS_AT_ONCE).flatMap((part, index) => {
    const text = renderToString(
      <Table
        columns={[...columns]}
        data={part}
        cell={Cell}
        header={Cell as never}
        skeleton={Side as never}
      />,
      {columns: widths.reduce((sum, width) => sum + width + 2 * PADDING + 1, 1)},
    );
    return text.split('\n').slice(index === 0 ? 0 : 1);
  });
  const rule = ([left, cross, right]: string) =>
    left + widths.map(width => lines.dash.repeat(width + 2 * PADDING)).join(cross) + right;
  return [rule(lines.top), heading, rule(lines.middle), ...drawn, rule(lines.bottom), ''].join(
    '\n',
  );
}

/** ink-table pads by the length of the text, which isn't its width for wide characters. */
function fitToWidth(text: string, width: number): string {
  const room = Math.max(0, width - stringWidth(text));
  return `${' '.repeat(PADDING)}${text}${' '.repeat(room + PADDING)}`;
}
