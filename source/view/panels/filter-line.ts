import {formatShortTime} from '../../task/format.js';
import type {Order} from '../../task/order.js';
import type {RowQuery} from '../rows/row-query.js';
import {cut, textWidth} from '../text/fit-text.js';
import type {TextLine} from '../text/text-lines.js';
import type {Glyphs} from '../text/theme.js';
import {typedLine} from './typed-line.js';

export type FilterLineNeeds = {
  readonly query: RowQuery;

  /** True while the search is being typed. */
  readonly isTyping: boolean;

  /** So many characters of the search are behind the place where typing goes on. @default 0 */
  readonly caret?: number;

  /** What can't be read of the search. */
  readonly problem: string | undefined;
  readonly width: number;
  readonly glyphs: Glyphs;
  readonly isUtc: boolean;
  readonly hasManySources: boolean;

  /** True where the heading of a column shows the order already. */
  readonly isOrderInHeading: boolean;
};

/** What hides or orders tasks. The hint at the keys gives way first, then whatever hides nothing; then the names shrink to their keys, and at last the values share what room there is. */
export function filterLine(needs: FilterLineNeeds): TextLine {
  const {query, isTyping, problem, width, glyphs, isOrderInHeading} = needs;
  const parts = partsOf(needs);
  const {state, bucket, region, profile, search, order} = parts;
  const origins = needs.hasManySources || region.value || profile.value ? [region, profile] : [];
  const since = parts.since.value ? [parts.since] : [];
  const all = [state, bucket, search, ...origins, ...since, order];
  const active = all.filter(part => part.value !== '');
  const isUsual = query.order === 'start' && !query.isReversed;
  const fits = (line: TextLine) => lengthOf(line) <= width;
  if (isTyping) {
    return typingLine(needs, active);
  }

  const trouble: TextLine = problem ? [{text: `  ${problem}`, tone: 'warning'}] : [];
  const rest = [bucket, search, ...origins, ...since];
  const forms: readonly TextLine[] = [
    [...spaced([long(state), HINT, ...[...rest, order].map(long)], 3), ...trouble],
    ...(isUsual && isOrderInHeading
      ? [[...spaced([long(state), HINT, ...rest.map(long)], 2), ...trouble]]
      : []),
    [...spaced(all.map(long), 2), ...trouble],
    [...spaced([...active.filter(part => part !== order), order].map(long), 2), ...trouble],
  ];
  const shown = isOrderInHeading
    ? active.filter(part => part !== order)
    : [...new Set([...active, order])];
  return (
    forms.find(fits) ?? [...compact(shown, width - lengthOf(trouble), glyphs.ellipsis), ...trouble]
  );
}

type Part = {
  readonly label: string;

  /** Empty where it hides nothing. */
  readonly value: string;
  readonly none: string;

  /** The key that changes it, for where there is no room for the label, and what to say then. */
  readonly key: string;
  readonly short: string;
};

const HINT = {text: '[1]All [2]InProgress [3]Completed [4]Failed', tone: 'dim'} as const;
const LANGUAGE = 'text  /regex/  !not  state: bucket: reason: since:';

function partsOf({query, glyphs, isUtc}: FilterLineNeeds) {
  const {order, isReversed, since} = query;
  const list = (label: string, key: string, values: readonly string[], none: string): Part => {
    const value = values.map(name => name || '(none)').join(', ');
    return {label, value, none, key, short: value.replaceAll(', ', ',')};
  };

  const isUsual = order === 'start' && !isReversed;
  const sinceText = since === undefined ? '' : formatShortTime(since, isUtc);
  return {
    state: list('State', 's:', query.states, 'All'),
    bucket: list('Bucket', 'b:', query.buckets, 'all'),
    region: list('Region', 'R:', query.regions, 'all'),
    profile: list('Profile', 'P:', query.profiles, 'all'),
    search: {label: 'Search', value: query.search, none: '-', key: '/', short: query.search},
    since: {label: 'Since', value: sinceText, none: '', key: 'since ', short: sinceText},
    order: {
      label: 'Order',
      value: isUsual ? '' : orderText(order, isReversed),
      none: orderText(order, isReversed),
      key: 'o:',
      short: `${order}${orderMark(order, isReversed, glyphs)}`,
    },
  };
}

function long({label, value, none}: Part): TextLine[number] {
  return {text: `${label} ${value || none}`, tone: value ? 'strong' : 'plain'};
}

/** All parts in one line: whole where there is room, otherwise the long values are cut to equal widths. */
function compact(parts: readonly Part[], width: number, ellipsis: string): TextLine {
  const labels = parts.reduce((sum, {key}) => sum + textWidth(key) + 1, -1);
  const share = evenShare(
    parts.map(({short}) => textWidth(short)),
    width - labels,
  );
  return spaced(
    parts.map(({key, value, short}) => ({
      text: key + cut(short, share, ellipsis),
      tone: value ? ('strong' as const) : ('plain' as const),
    })),
    1,
  );
}

/** The width to cut each value to so that all fit into the room; what short values don't use goes to the long ones. At least 1. */
function evenShare(wanted: readonly number[], room: number): number {
  let left = room;
  const inOrder = [...wanted].sort((a, b) => a - b);
  for (const [index, width] of inOrder.entries()) {
    const share = Math.floor(left / (inOrder.length - index));
    if (width > share) {
      return Math.max(1, share);
    }

    left -= width;
  }

  return Math.max(1, inOrder.at(-1) ?? 1);
}

function typingLine(needs: FilterLineNeeds, active: readonly Part[]): TextLine {
  const {query, problem, width, glyphs, caret = 0} = needs;
  const most = Math.max(1, width - 'Search _'.length);
  // What is wrong has to be seen beside a long text, too.
  const room = problem ? Math.max(Math.min(6, most), most - textWidth(problem) - 2) : most;
  const typed = typedLine('Search', query.search, caret, room, glyphs.ellipsis);
  const left = width - lengthOf(typed) - 2;
  const remark: TextLine = problem
    ? [{text: problem, tone: 'warning'}]
    : query.search === ''
      ? [{text: LANGUAGE, tone: 'dim'}]
      : [];
  const others = active.filter(({label}) => label !== 'Search');
  const forms: readonly TextLine[] = [
    spaced([...remark, ...others.map(long)], 2),
    ...(problem ? [remark] : [spaced(others.map(long), 2), compact(others, left, glyphs.ellipsis)]),
  ];
  const rest = forms.find(form => lengthOf(form) <= left) ?? forms.at(-1) ?? [];
  return rest.length > 0 ? [...typed, {text: '  '}, ...rest] : typed;
}

function spaced(line: TextLine, gap: number): TextLine {
  return line.flatMap((segment, index) =>
    index === 0 ? [segment] : [{text: ' '.repeat(gap)}, segment],
  );
}

function lengthOf(line: TextLine): number {
  return line.reduce((sum, {text}) => sum + textWidth(text), 0);
}

/** What an order begins with, and what it begins with when it is reversed. */
const FIRST = {
  start: ['newest first', 'oldest first'],
  state: ['running first', 'running last'],
  progress: ['lowest first', 'highest first'],
  eta: ['soonest first', 'soonest last'],
  bucket: ['A to Z', 'Z to A'],
} as const satisfies Record<Order, readonly [string, string]>;

export function orderText(order: Order, isReversed: boolean): string {
  return `${order}, ${FIRST[order][isReversed ? 1 : 0]}`;
}

/** The direction as one character, by value: newest first counts as descending, because a later time is the higher value. */
export function orderMark(order: Order, isReversed: boolean, glyphs: Glyphs): string {
  return (order === 'start') === isReversed ? glyphs.ascending : glyphs.descending;
}
