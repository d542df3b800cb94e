import stringWidth from 'string-width';
import type {Value} from '../python/value.js';
import {cellText, type ReportRows} from './rows.js';

export type TableLook = {
  readonly isColored: boolean;

  /** Borders of `+`, `-` and `|` only. */
  readonly isAscii: boolean;
};

const LINES = {
  ascii: {side: '|', dash: '-', top: '+++', middle: '+++', bottom: '+++'},
  boxes: {side: '│', dash: '─', top: '┌┬┐', middle: '├┼┤', bottom: '└┴┘'},
} as const;

/** The colours of the states, by their numbers in SGR (ECMA-48). */
const STATE_COLORS: ReadonlyMap<string, number> = new Map([
  ['InProgress', 36],
  ['Completed', 32],
  ['Failed', 31],
]);

/** Writes rows as a table, a line each, as wide as its cells need. Nothing for no rows. */
export function formatTable({columns, rows}: ReportRows, {isColored, isAscii}: TableLook): string {
  if (rows.length === 0) {
    return '';
  }
  const headings = columns.map(tableText);
  const body = rows.map(row => columns.map(column => tableText(row.get(column))));
  const widths = headings.map((heading, index) =>
    body.reduce(
      (width, texts) => Math.max(width, stringWidth(texts[index] ?? '')),
      stringWidth(heading),
    ),
  );
  const {side, dash, top, middle, bottom} = isAscii ? LINES.ascii : LINES.boxes;
  const rule = ([left, cross, right]: string) =>
    `${left}${widths.map(width => dash.repeat(width + 2)).join(cross)}${right}`;
  const line = (texts: readonly string[]) => {
    const cells = texts.map((text, index) => {
      const cell = ` ${text}${' '.repeat((widths[index] ?? 0) - stringWidth(text))} `;
      const color = isColored ? STATE_COLORS.get(text) : undefined;
      return color === undefined ? cell : `\u001B[${color}m${cell}\u001B[39m`;
    });
    return `${side}${cells.join(side)}${side}`;
  };
  return [rule(top), line(headings), rule(middle), ...body.map(line), rule(bottom), ''].join('\n');
}

/** A text as a cell shows it: the blanks around it would look like padding. */
function tableText(value: Value | undefined): string {
  return cellText(value).trim();
}
