import type {Mode} from './keymap.js';

/** `Page 1/9   rows 1-22 of 194`; on a narrow screen `1-22/194`; in an overlay its name. */
export function positionText(
  {
    index,
    pageSize,
    total,
  }: {readonly index: number; readonly pageSize: number; readonly total: number},
  mode: Mode,
  width: number,
): string {
  if (mode !== 'table' && mode !== 'search') {
    return TITLES[mode];
  }

  if (total === 0) {
    return '';
  }

  const page = Math.floor(index / pageSize);
  const from = page * pageSize + 1;
  const to = Math.min(total, from + pageSize - 1);
  return width < 60
    ? `${from}-${to}/${total}`
    : `Page ${page + 1}/${Math.ceil(total / pageSize)}   rows ${from}-${to} of ${total}`;
}

const TITLES = {
  single: '',
  buckets: 'Buckets',
  help: 'Help',
  detail: 'Detail',
  events: 'Event log',
} as const satisfies Record<Exclude<Mode, 'table' | 'search'>, string>;
