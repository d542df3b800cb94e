import type {Mode} from '../state/mode.js';

export type Position = {
  /** Of the selected row, from 0. */
  readonly index: number;
  readonly pageSize: number;
  readonly total: number;

  /** False while older tasks are still to be loaded: the totals then get a `+`. */
  readonly isComplete: boolean;

  /** What decides the rows, where no other line says it; empty otherwise. */
  readonly note: string;
};

/** `Page 1/9   rows 1-22 of 194`; on a narrow screen `1-22/194`; in an overlay its name. A short screen adds the order, and that there are filters. */
export function positionText(
  {index, pageSize, total, isComplete, note}: Position,
  mode: Mode,
  width: number,
): string {
  if (mode !== 'table' && mode !== 'search') {
    return TITLES[mode];
  }

  if (total === 0) {
    return note;
  }

  const page = Math.floor(index / pageSize);
  const from = page * pageSize + 1;
  const to = Math.min(total, from + pageSize - 1);
  const more = isComplete ? '' : '+';
  const rows =
    width < 60
      ? `${from}-${to}/${total}${more}`
      : `Page ${page + 1}/${Math.ceil(total / pageSize)}${more}   rows ${from}-${to} of ${total}${more}`;
  return note ? `${rows} ${note}` : rows;
}

const TITLES = {
  single: '',
  buckets: 'Buckets',
  regions: 'Regions',
  profiles: 'Profiles',
  help: 'Help',
  helpSearch: 'Help',
  detail: 'Detail',
  events: 'Event log',
  troubles: 'What is wrong now',
} as const satisfies Record<Exclude<Mode, 'table' | 'search'>, string>;
