import {type Binding, KEYMAP} from '../state/keymap.js';
import type {Mode} from '../state/mode.js';
import type {Screen} from '../state/screen.js';
import {hasFilter, type ViewState} from '../state/view-state.js';
import {keyLabel} from '../text/key-labels.js';
import type {Glyphs} from '../text/theme.js';
import {orderMark} from './filter-line.js';

export type Position = {
  /** Of the selected row, from 0. */
  readonly index: number;
  readonly pageSize: number;
  readonly total: number;

  /** False while older tasks are still to be loaded: the totals then get a `+`. */
  readonly isComplete: boolean;

  /** Order and filters, where no other line shows them; empty otherwise. */
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

/** What an open mode is called. */
export const TITLES = {
  single: '',
  buckets: 'Buckets',
  regions: 'Regions',
  profiles: 'Profiles',
  help: 'Help',
  helpSearch: 'Help',
  detail: 'Detail',
  events: 'Event log',
  troubles: 'What is wrong now',
  byHand: 'Copy by hand',
  overview: 'Overview',
} as const satisfies Record<Exclude<Mode, 'table' | 'search'>, string>;

/** The order, and whether anything is filtered, for a screen without a line of filters. */
export function rowsNote({query}: ViewState, glyphs: Glyphs, isOrderInHeading: boolean): string {
  const {order, isReversed} = query;
  return [
    isOrderInHeading ? '' : `${order}${orderMark(order, isReversed, glyphs)}`,
    hasFilter(query) ? 'filtered' : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** The keys that do something on this screen, as many as fit, the most needed ones first to stay, in the order of the table. */
export function footerText(screen: Screen, width: number): string {
  const entries = KEYMAP.filter(
    ({footer, modes, needs}) =>
      footer && modes.includes(screen.state.mode) && (!needs || needs.isMet(screen)),
  );
  const ranked = [...entries].sort((a, b) => priority(a) - priority(b));
  let text = '';
  for (let count = 1; count <= ranked.length; count++) {
    const kept = new Set(ranked.slice(0, count));
    const longer = entries
      .filter(binding => kept.has(binding))
      .map(binding => entryText(binding, screen))
      .join('  ');
    if (longer.length > width) {
      break;
    }

    text = longer;
  }

  return text;
}

function entryText({keys, footer}: Binding, screen: Screen): string {
  const label = typeof footer?.label === 'function' ? footer.label(screen) : footer?.label;
  const [first = ''] = keys;
  return `${keyLabel(footer?.keys ?? first, screen.display.glyphs)} ${label}`;
}

function priority({footer}: Binding): number {
  return footer?.priority ?? Number.POSITIVE_INFINITY;
}
