import type xterm from '@xterm/headless';
import {type Heading, type HostilePage, PAGE_ROWS, percentOfRow} from './hostile-page.js';

const HEADINGS = [
  'AMI ID',
  'STATE',
  'PROGRESS',
  'STARTED',
  'LEFT',
  'BUCKET',
  'KEY',
  'WHY',
] as const;
const GAP = 2;

/** @throws {Error} when a line of the screen runs over its end, or the lines that hold no text from outside aren't where they belong. */
export function assertFrame(terminal: xterm.Terminal): void {
  const lines = Array.from({length: terminal.rows}, (_, y) =>
    textOf(terminal, y, 0, terminal.cols),
  );
  for (let y = 0; y < terminal.rows; y++) {
    if (terminal.buffer.active.getLine(y)?.isWrapped) {
      throw new Error(`Line ${y} is the rest of a line that was too long: ${lines[y - 1]}`);
    }
  }

  if (terminal.buffer.active.type !== 'alternate' || terminal.buffer.active.baseY !== 0) {
    throw new Error('The screen was scrolled or left.');
  }

  if (!lines[0]?.startsWith('amiwatch ')) {
    throw new Error(`The first line is: ${lines[0]}`);
  }

  // Its left part may leave no room for the keys: what was copied, in full.
  if (!/quit\s*$|back|^copied /.test(lines.at(-2) ?? '')) {
    throw new Error(`The last line is: ${lines.at(-2)}`);
  }

  if (lines.at(-1)?.trim() !== '') {
    throw new Error(`Under the last line is: ${lines.at(-1)}`);
  }
}

/** @throws {Error} when a text of the page isn't in its cell, or reaches out of it. */
export function assertTable(terminal: xterm.Terminal, {begins}: HostilePage): void {
  const y = headingLine(terminal);
  const heading = textOf(terminal, y, 0, terminal.cols);
  const columns = HEADINGS.map(name => ({name, x: heading.indexOf(name)}));
  for (let row = 0; row < PAGE_ROWS; row++) {
    const fail = (what: string) => {
      const text = textOf(terminal, y + 1 + row, 0, terminal.cols);
      throw new Error(`Row ${row}: ${what}\n${heading}\n${text}`);
    };

    for (const [index, {name, x}] of columns.entries()) {
      const next = columns[index + 1]?.x;
      const to = next ?? terminal.cols;
      const from = next === undefined ? to : next - GAP;
      if (!isBlank(terminal, y + 1 + row, from, to)) {
        fail(`${name} reaches out of its cell`);
      }

      const wanted = begins[row]?.[name as Heading];
      const text = textOf(terminal, y + 1 + row, x, from);
      // A bucket may be cut in its middle.
      const start = name === 'BUCKET' ? wanted?.slice(0, 3) : wanted;
      if (start !== undefined && !text.startsWith(start)) {
        fail(`${name} is ${JSON.stringify(text)} instead of ${wanted}`);
      }

      if (name === 'PROGRESS' && !text.trimEnd().endsWith(` ${percentOfRow(row)}%`)) {
        fail(`the percentage is ${JSON.stringify(text)}`);
      }

      if (name === 'STARTED' && !/^<?\d+m ago\s*$/.test(text)) {
        fail(`the start is ${JSON.stringify(text)}`);
      }
    }
  }
}

function headingLine(terminal: xterm.Terminal): number {
  for (let y = 0; y < 10; y++) {
    if (textOf(terminal, y, 0, terminal.cols).includes('BUCKET')) {
      return y;
    }
  }

  throw new Error('There is no table.');
}

function isBlank(terminal: xterm.Terminal, y: number, from: number, to: number): boolean {
  const line = terminal.buffer.active.getLine(y);
  for (let x = from; x < to; x++) {
    const cell = line?.getCell(x);
    if (cell?.getWidth() !== 1 || (cell.getChars() || ' ') !== ' ') {
      return false;
    }
  }

  return true;
}

/** The text of some cells: a place in it is a place on the line where every character is one cell wide. */
function textOf(terminal: xterm.Terminal, y: number, from: number, to: number): string {
  return terminal.buffer.active.getLine(y)?.translateToString(false, from, to) ?? '';
}
