import {renderToString, Text} from 'ink';
import {type CellProps, Table} from 'ink-table';
import stringWidth from 'string-width';
import {cellText, type Rows} from './rows.js';

export type TableLook = {
  readonly isColored: boolean;

  /** Borders of `+`, `-` and `|` only. */
  readonly isAscii: boolean;
};

/** ink-table pads every cell by so many spaces on either side. */
const PADDING = 1;

const ASCII_BORDERS: Readonly<Record<string, string>> = {'─': '-', '│': '|'};

const STATE_COLORS: Readonly<Record<string, number>> = {InProgress: 36, Completed: 32, Failed: 31};

/** Draws rows as a table, as wide as its cells need. Nothing for no rows. */
export function formatTable({columns, rows}: Rows, {isColored, isAscii}: TableLook): string {
  if (rows.length === 0) {
    return '';
  }
  const widths = columns.map(column =>
    Math.max(stringWidth(column), ...rows.map(row => stringWidth(cellText(row[column])))),
  );
  const data = rows.map(row =>
    Object.fromEntries(columns.map(column => [column, cellText(row[column])])),
  );

  function Skeleton({children}: {readonly children?: React.ReactNode}) {
    const text = String(children);
    return (
      <Text>
        {isAscii ? text.replaceAll(/[^ ]/g, border => ASCII_BORDERS[border] ?? '+') : text}
      </Text>
    );
  }

  function Cell({children, column}: CellProps) {
    const text = fitToWidth(String(children).trim(), widths[column] ?? 0);
    const code = isColored ? STATE_COLORS[text.trim()] : undefined;
    return <Text>{code === undefined ? text : `\u001B[${code}m${text}\u001B[39m`}</Text>;
  }
  const width = widths.reduce((sum, one) => sum + one + 2 * PADDING + 1, 1);
  const lines = renderToString(
    <Table
      columns={[...columns]}
      data={data}
      cell={Cell}
      header={Cell as never}
      skeleton={Skeleton as never}
    />,
    {columns: width},
  ).split('\n');
  // ink-table rules off every row; under the heading and at the end is enough.
  const kept = lines.filter(
    (_, index) => index < 4 || index % 2 === 1 || index === lines.length - 1,
  );
  return kept.map(line => `${line}\n`).join('');
}

/** ink-table pads by the length of the text, which isn't its width for wide characters. */
function fitToWidth(text: string, width: number): string {
  const room = Math.max(0, width - stringWidth(text));
  return `${' '.repeat(PADDING)}${text}${' '.repeat(room + PADDING)}`;
}
