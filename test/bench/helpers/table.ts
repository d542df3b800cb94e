import {
  isReached,
  type Limit,
  type Measured,
  median,
  type Reference,
  type Row,
  shareOf,
  type Unit,
} from './row.js';

const HEAD = ['figure', 'ours', 'beside it', 'ours / theirs', 'limit', 'reached'] as const;

/** The rows of a section as they stand in the table, a line each; the first one has its name and where and when it was measured. */
export type TableLines = readonly string[];

/** @param where The machine and the day. */
export function linesOf(name: string, where: string, rows: readonly Row[]): TableLines {
  return [[`**${name}**`, where, '', '', '', ''], ...rows.map(cellsOf)].map(lineOf);
}

/** One markdown table over all sections. */
export function markdownTable(sections: readonly TableLines[]): string {
  return [lineOf(HEAD), lineOf(HEAD.map(() => '---')), ...sections.flat()].join('\n');
}

/** Takes a table that `markdownTable` has made apart again, by the names of its sections. */
export function sectionsOf(table: string): ReadonlyMap<string, TableLines> {
  const sections = new Map<string, string[]>();
  let current: string[] | undefined;
  for (const line of table.split('\n').filter(text => text.startsWith('|'))) {
    const name = /^\| \*\*(.+?)\*\* \|/.exec(line)?.[1];
    if (name !== undefined) {
      current = [];
      sections.set(name, current);
    }

    current?.push(line);
  }

  return sections;
}

function cellsOf(row: Row): readonly string[] {
  const {what, ours, why, references = [], limit} = row;
  return [
    what,
    ours ? measuredText(ours) : (why ?? ''),
    references.map(referenceText).join(BREAK),
    references.map(reference => shareText(shareOf(ours, reference))).join(BREAK),
    limit ? limitText(limit, ours?.unit) : '',
    reachedText(row),
  ];
}

/** A new line within a cell. */
const BREAK = '<br>';

function referenceText({name, measured, why = ''}: Reference): string {
  return `${name}: ${measured ? measuredText(measured) : why}`;
}

function shareText(share: number | undefined): string {
  return share !== undefined && Number.isFinite(share) ? numberText(share) : '';
}

function reachedText(row: Row): string {
  switch (isReached(row)) {
    case true:
      return 'yes';
    case false:
      return row.tried ? `no: ${row.tried}` : 'no';
    default:
      return row.limit ? 'not measured' : '';
  }
}

/** The median, and from where to where the runs went when they differed. */
export function measuredText({values, unit}: Measured): string {
  const least = Math.min(...values);
  const most = Math.max(...values);
  const middle = withUnit(median(values), unit);
  const [from, to] = [least, most].map(value => withUnit(value, unit).replace(/ .*/, ''));
  return from === to ? middle : `${middle} (${from}-${to})`;
}

function limitText({atMost, ofReference}: Limit, unit: Unit | undefined): string {
  return ofReference || !unit
    ? `<= ${numberText(atMost)}${ofReference ? ' of it' : ''}`
    : `<= ${withUnit(atMost, unit)}`;
}

function withUnit(value: number, unit: Unit): string {
  switch (unit) {
    case 'share': {
      return `${numberText(value * 100)} %`;
    }

    case 'times': {
      return `${numberText(value)} x`;
    }

    case 'requests': {
      return numberText(value);
    }

    case 'per second': {
      return `${numberText(value)} a second`;
    }

    default: {
      return `${numberText(value)} ${unit}`;
    }
  }
}

/** Three digits that count; whole from 100 on. */
function numberText(value: number): string {
  return Math.abs(value) >= 100
    ? Math.round(value).toLocaleString('en-US')
    : String(Number(value.toPrecision(3)));
}

function lineOf(cells: readonly string[]): string {
  return `| ${cells.map(text => text.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}
