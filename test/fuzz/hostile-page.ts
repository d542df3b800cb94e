import {page} from '../ec2/helpers/answers.js';
import {encodeText} from './answers.js';
import type {Dice} from './dice.js';
import {hostileText} from './hostile-text.js';

/** Rows a page, the most that the service gives. */
export const PAGE_ROWS = 200;

/** Members of a row that hold hostile text, by the heading of their column. */
export const HOSTILE_MEMBERS = {
  'AMI ID': 'amiId',
  STATE: 'storeTaskState',
  BUCKET: 'bucket',
  KEY: 's3objectKey',
  WHY: 'storeTaskFailureReason',
} as const;

export const STRINGS_A_PAGE = PAGE_ROWS * Object.keys(HOSTILE_MEMBERS).length;

export type Heading = keyof typeof HOSTILE_MEMBERS;

export type HostilePage = {
  readonly xml: string;

  /** What each cell has to begin with, by row (newest first) and heading; `undefined` where nothing is known of it. */
  readonly begins: readonly Readonly<Record<Heading, string | undefined>>[];
};

/** The percentage of a row: what is left and right of it must not move it. */
export const percentOfRow = (row: number) => (row * 7) % 101;

/**
A page of the service whose every text is hostile.
@param newest Start of its newest task, ms since the epoch; each next one is a second older.
@param name The AMI IDs of its first and its last row begin with it, and `r0` or `r199`.
*/
export function hostilePage(dice: Dice, newest: number, name: string): HostilePage {
  const rows = Array.from({length: PAGE_ROWS}, (_, row) =>
    hostileRow(dice, row, newest - row * 1000, name),
  );
  return {xml: page(rows.map(({xml}) => xml).join('')), begins: rows.map(({begins}) => begins)};
}

function hostileRow(dice: Dice, row: number, startedAt: number, name: string) {
  const isAtEnd = row === 0 || row === PAGE_ROWS - 1;
  const begins = {} as Record<Heading, string | undefined>;
  const members = Object.entries(HOSTILE_MEMBERS).map(([heading, member]) => {
    const isName = isAtEnd && member === 'amiId';
    const mark = isName ? `${name}r${row}` : `${heading.charAt(0).toLowerCase()}${row}`;
    // What is hostile at the start may take the mark along.
    const isMarked = isName || dice.chance(0.6);
    begins[heading as Heading] = isMarked ? mark : undefined;
    const text = isMarked ? `${mark}.${hostileText(dice)}` : hostileText(dice);
    return `<${member}>${encodeText(text, dice)}</${member}>`;
  });
  const xml = `<item>${members.join('')}<taskStartTime>${new Date(startedAt).toISOString()}</taskStartTime><progressPercentage>${percentOfRow(row)}</progressPercentage></item>`;
  return {xml, begins};
}
