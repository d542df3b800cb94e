import type {StoreSnapshot} from '../../poll/snapshot.js';
import {type Binding, KEYMAP} from '../state/keymap.js';
import {isPicker, isTable, type Mode} from '../state/mode.js';
import type {Screen} from '../state/screen.js';
import {fitSegments} from '../text/fit-segments.js';
import {textWidth} from '../text/fit-text.js';
import {keyLabel} from '../text/key-labels.js';
import {lineWidth, type TextLine} from '../text/text-lines.js';
import type {Glyphs} from '../text/theme.js';
import {loadingText} from './status-text.js';

export type PositionNeeds = {
  readonly snapshot: StoreSnapshot;

  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly isUtc: boolean;
  readonly glyphs: Glyphs;

  /** Of the selected row, from 0. */
  readonly index: number;
  readonly pageSize: number;
  readonly total: number;

  /** Something is hidden. */
  readonly isFiltered: boolean;

  /** A move waits for older tasks. */
  readonly isWaiting: boolean;

  /** Escape leaves the search then, and stops nothing. @default false */
  readonly isTyping?: boolean | undefined;

  /** Nothing older than this is wanted: ms since the epoch. @default all of the 31 days */
  readonly since: number | undefined;
};

/**
Where one is in the list, and how much of it is loaded, in a long form and a short one: `1-16 of newest 200; → loads older`, `1-16 of 200+`. Empty where all there is is in sight.
*/
export function positionTexts(needs: PositionNeeds): readonly [long: string, short: string] {
  const {snapshot, total, isFiltered, isWaiting, glyphs} = needs;
  const {coverage, sources} = snapshot;
  if (sources.every(source => source.status === 'pending')) {
    return ['', ''];
  }

  const {first, last} = pageAround(needs);
  const range = rangeText(needs);
  const odd = oddities(snapshot);
  const known = range || (odd && `${total} ${total === 1 ? 'task' : 'tasks'}`);
  const short = [known, odd].filter(Boolean).join(', ');
  if (coverage.isLoading || (isWaiting && !coverage.isComplete)) {
    const loading = `${loadingText(coverage, needs)}${needs.isTyping ? '' : ', Esc stops'}`;
    return [[short, loading].filter(Boolean).join(', '), loading];
  }

  if (coverage.isComplete || (total === 0 && isFiltered)) {
    return [short, short];
  }

  const isOnLast = last >= total;
  if (coverage.failure !== undefined) {
    const failure = `older could not be loaded; ${glyphs.right} tries again`;
    return [`${short}, ${failure}`, isOnLast ? failure : short];
  }

  const how = isFiltered
    ? `${range}; ${glyphs.right} searches older`
    : `${first + 1}-${last} of newest ${total}; ${glyphs.right} loads older`;
  return [[how, odd].filter(Boolean).join(', '), isOnLast ? how : short];
}

type Paged = Pick<PositionNeeds, 'index' | 'pageSize' | 'total'> & {
  readonly snapshot: Pick<StoreSnapshot, 'coverage'>;
};

/** The rows in sight: the first, from 0, and the one behind the last. */
function pageAround({index, pageSize, total}: Paged): {
  readonly first: number;
  readonly last: number;
} {
  const first = Math.floor(index / pageSize) * pageSize;
  return {first, last: Math.min(total, first + pageSize)};
}

/** `1-16 of 200+`; empty where all there is is in sight. */
function rangeText(paged: Paged): string {
  const {total, pageSize, snapshot} = paged;
  const {first, last} = pageAround(paged);
  const more = snapshot.coverage.isComplete ? '' : '+';
  return total === 0 || (total <= pageSize && !more)
    ? ''
    : `${first + 1}-${last} of ${total}${more}`;
}

/** What is strange about the answers. */
function oddities({sources}: StoreSnapshot): string {
  const lost = sources.reduce((sum, source) => sum + source.lostRows, 0);
  return [
    lost > 0 ? `${lost} unreadable` : '',
    sources.some(({isOutOfOrder}) => isOutOfOrder)
      ? 'not listed newest first: all is asked for'
      : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** What is open, and which of its lines are in sight where that are not all: `Help 1-18 of 62`, `Help 1-18/62`; of the list that the overview lies under, which rows: `Overview, list 1-37 of 200+`. */
export function textPosition(screen: Screen): readonly [long: string, short: string] {
  const {state, layout} = screen;
  const {mode} = state;
  if (layout.band > 0) {
    const {rows, cursor, snapshot} = screen;
    const {pageSize} = layout;
    const list = rangeText({snapshot, index: cursor.index, pageSize, total: rows.total});
    const title = [TITLES.overview, list && `list ${list}`].filter(Boolean).join(', ');
    return [title, title];
  }

  if (isTable(mode) || isPicker(mode) || mode === 'events' || mode === 'overview') {
    const title = isTable(mode) ? '' : TITLES[mode];
    return [title, title];
  }

  const title = TITLES[mode];
  if (screen.maxScroll() === 0) {
    return [title, title];
  }

  const total = screen.lines().length;
  const range = `${state.scroll + 1}-${state.scroll + layout.body}`;
  return [`${title} ${range} of ${total}`.trim(), `${title} ${range}/${total}`.trim()];
}

/** What a body that is text is called. */
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

/** So many columns of keys are worth more than a long form of the position. */
const KEYS_WIDTH = 44;

/** The last line: where one is, and the keys that work there, as many as fit, the most needed ones first to stay; help and the way out at the right. */
export function footerLine(
  [long, short]: readonly [long: string, short: string],
  screen: Screen,
  width: number,
): TextLine {
  const position = textWidth(long) + KEYS_WIDTH <= width ? long : short;
  const left: TextLine = position ? [{text: position}] : [];
  const before = position ? textWidth(position) + 2 : 0;
  const {keys, ways} = chosenEntries(screen, width - before);
  const gap = width - before - lineWidth(keys) - lineWidth(ways);
  return fitSegments(
    keys.length + ways.length > 0
      ? [
          ...left,
          {text: position ? '  ' : ''},
          ...keys,
          {text: ' '.repeat(Math.max(0, gap))},
          ...ways,
        ]
      : left,
    width,
    screen.display.glyphs.ellipsis,
  );
}

type Entries = {readonly keys: TextLine; readonly ways: TextLine};

/** The keys that do something on this screen, in the order of the table. */
function chosenEntries(screen: Screen, width: number): Entries {
  const entries = KEYMAP.filter(
    ({footer, modes, needs}) =>
      footer &&
      modes.includes(screen.state.mode) &&
      (!needs || needs.isMet(screen)) &&
      footer.isOffered?.(screen) !== false,
  );
  const ranked = [...entries].sort((a, b) => priority(a) - priority(b));
  let chosen: Entries = {keys: [], ways: []};
  for (let count = 1; count <= ranked.length; count++) {
    const kept = entries.filter(binding => ranked.indexOf(binding) < count);
    const next = {
      keys: entriesLine(
        kept.filter(({footer}) => !footer?.isAtRight),
        screen,
      ),
      ways: entriesLine(
        kept.filter(({footer}) => footer?.isAtRight),
        screen,
      ),
    };
    const gap = next.keys.length > 0 && next.ways.length > 0 ? 2 : 0;
    if (lineWidth(next.keys) + gap + lineWidth(next.ways) > width) {
      break;
    }

    chosen = next;
  }

  return chosen;
}

function entriesLine(bindings: readonly Binding[], screen: Screen): TextLine {
  return bindings.flatMap(({keys, footer}, index) => {
    const label = typeof footer?.label === 'function' ? footer.label(screen) : footer?.label;
    const key = keyLabel(footer?.keys ?? keys[0] ?? '', screen.display.glyphs);
    return [{text: `${index > 0 ? '  ' : ''}${key}`}, {text: ` ${label}`, tone: 'dim' as const}];
  });
}

function priority({footer}: Binding): number {
  return footer?.priority ?? Number.POSITIVE_INFINITY;
}
