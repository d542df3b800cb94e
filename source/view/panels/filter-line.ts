import {formatShortTime} from '../../task/format.js';
import type {Order} from '../../task/order.js';
import type {RowQuery} from '../rows/row-query.js';
import {cut, textWidth} from '../text/fit-text.js';
import {lineWidth, type TextLine} from '../text/text-lines.js';
import type {Glyphs} from '../text/theme.js';
import {typedLine} from './typed-line.js';

export type FilterLineNeeds = {
  readonly query: RowQuery;

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

  /** True where a tab shows the state that is filtered by. */
  readonly isStateInTabs: boolean;
};

/** What hides or orders tasks, and the keys that change it: with what hides nothing, and without. */
export function filterForms(needs: FilterLineNeeds): readonly [whole: TextLine, active: TextLine] {
  const parts = partsOf(needs);
  return [spaced(parts.map(said), 3), spaced(parts.filter(isActive).map(said), 2)];
}

/** What hides or orders tasks in so many columns: long values are cut. */
export function compactFilters(needs: FilterLineNeeds, room: number): TextLine {
  const parts = partsOf(needs).filter(isActive);
  return parts.length === 0 ? [] : compact(parts, room, needs.glyphs.ellipsis);
}

type Part = {
  /** The key that changes it, or a word where there is none. */
  readonly key: string;

  /** Empty where it hides nothing. */
  readonly value: string;
  readonly none: string;
};

const LANGUAGE = 'text  /regex/  !not  state: bucket: reason: since:';

/** In the order in which they are shown. */
function partsOf(needs: FilterLineNeeds): readonly Part[] {
  const {query, glyphs, isUtc, hasManySources, isOrderInHeading, isStateInTabs} = needs;
  const {order, isReversed, since, states, regions, profiles} = query;
  const list = (key: string, values: readonly string[]): Part => ({
    key: `${key} `,
    value: values.map(name => name || '(none)').join(', '),
    none: 'all',
  });

  const isUsual = order === 'start' && !isReversed;
  const orderValue = `${order}${orderMark(order, isReversed, glyphs)}`;
  return [
    ...(states.length > 0 && !isStateInTabs ? [list('s', states)] : []),
    list('b', query.buckets),
    {key: query.search.startsWith('/') ? '/ ' : '/', value: query.search, none: ' -'},
    ...(hasManySources || regions.length > 0 ? [list('R', regions)] : []),
    ...(hasManySources || profiles.length > 0 ? [list('P', profiles)] : []),
    ...(since === undefined
      ? []
      : [{key: 'since ', value: formatShortTime(since, isUtc), none: ''}]),
    ...(isOrderInHeading ? [] : [{key: 'o ', value: isUsual ? '' : orderValue, none: orderValue}]),
  ];
}

function isActive({value}: Part): boolean {
  return value !== '';
}

function said({key, value, none}: Part): TextLine[number] {
  return {text: key + (value || none), tone: value ? 'strong' : 'dim'};
}

/** All parts in one line: whole where there is room, otherwise the long values are cut to equal widths. */
function compact(parts: readonly Part[], width: number, ellipsis: string): TextLine {
  const keys = parts.reduce((sum, {key}) => sum + textWidth(key) + 1, -1);
  const share = evenShare(
    parts.map(({value}) => textWidth(value)),
    width - keys,
  );
  return spaced(
    parts.map(part => said({...part, value: cut(part.value, share, ellipsis)})),
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

/** The line while a search is being typed. The end of the text is where typing goes on, so it is the beginning that gives way. @param found How many fit. */
export function typingLine(needs: FilterLineNeeds, found: string): TextLine {
  const {query, problem, width, glyphs, caret = 0} = needs;
  const most = Math.max(1, width - 'Search _'.length);
  // What is wrong has to be seen beside a long text, too.
  const room = problem ? Math.max(Math.min(6, most), most - textWidth(problem) - 2) : most;
  const typed = typedLine('Search', query.search, caret, room, glyphs.ellipsis);
  const left = width - lineWidth(typed) - 2;
  const remark: TextLine = problem
    ? [{text: problem, tone: 'warning'}]
    : query.search === ''
      ? [{text: LANGUAGE, tone: 'dim'}]
      : [{text: found}];
  const others = partsOf({...needs, query: {...query, search: ''}, isStateInTabs: false}).filter(
    isActive,
  );
  const forms: readonly TextLine[] = [
    spaced([...remark, ...others.map(said)], 2),
    ...(problem
      ? [remark]
      : [
          spaced(others.map(said), 2),
          others.length > 0 ? compact(others, left, glyphs.ellipsis) : [],
        ]),
  ];
  const rest = forms.find(form => lineWidth(form) <= left) ?? forms.at(-1) ?? [];
  return rest.length > 0 ? [...typed, {text: '  '}, ...rest] : typed;
}

function spaced(line: TextLine, gap: number): TextLine {
  return line.flatMap((segment, index) =>
    index === 0 ? [segment] : [{text: ' '.repeat(gap)}, segment],
  );
}

/** The direction as one character, by value: newest first counts as descending, because a later time is the higher value. */
export function orderMark(order: Order, isReversed: boolean, glyphs: Glyphs): string {
  return (order === 'start') === isReversed ? glyphs.ascending : glyphs.descending;
}
