import {type EventsState, NEWEST_EVENTS} from '../events/events-state.js';
import {type OverviewState, UNTOUCHED_OVERVIEW} from '../overview/overview-state.js';
import type {RowQuery} from '../rows/row-query.js';
import {type Cursor, TOP} from './cursor.js';
import type {Looked} from './looked.js';
import type {Mode} from './mode.js';
import {openPicker, type Picker} from './picker-state.js';

/** What a person has made of the screen; only keys and `settle` change it. */
export type ViewState = {
  readonly root: 'table' | 'single';
  readonly mode: Mode;

  /** What is under the mode, the topmost last: where leaving leads to; the root where it is empty. */
  readonly below: readonly Place[];
  readonly query: RowQuery;
  readonly cursor: Cursor;

  /** When somebody looked, and what is news since. */
  readonly looked: Looked;

  /** A move that waits for older tasks: rows to go on by, 0 to only fill the page, `end` for the very last row. */
  readonly pending: number | 'end' | undefined;

  /** How often loading had failed when the move began: one failure more ends it. */
  readonly failures: number;

  /** How often a person asked for older tasks; asking again is allowed to repeat a request that failed. */
  readonly asks: number;

  /** How far loading was when older tasks were last asked for. */
  readonly askedAt: string | undefined;

  /** Where a person was who stopped the loading: none begins by itself until they move, filter or ask for more. */
  readonly stoppedAt: Position | undefined;
  readonly isUtc: boolean;
  readonly isAbsoluteTime: boolean;

  /** The preview of the selected task is wanted where there is room for it. */
  readonly hasPreview: boolean;
  readonly picker: Picker;

  /** What is looked for in the help. */
  readonly helpSearch: string;

  readonly overview: OverviewState;
  readonly events: EventsState;

  /** When the program was started, ms since the epoch. */
  readonly startedAt: number;

  /** So many characters of what is being typed are behind the place where typing goes on. */
  readonly caret: number;

  /** First line shown of a body that is text. */
  readonly scroll: number;

  /** What is to be copied by hand, because nothing else can here. */
  readonly byHand: string;

  /** What the last key has done, where the screen doesn't show it otherwise. */
  readonly notice: string | undefined;
};

/** A mode that another one lies on, and where it was. */
export type Place = Pick<ViewState, 'mode' | 'scroll'>;

/** Where a person is in the list; another object as soon as they have pressed a key that moves or filters. */
export type Position = Pick<ViewState, 'cursor' | 'query' | 'asks'>;

/** The state of a screen on which nobody has pressed a key yet. */
export function initialState({
  isOverview = false,
  ...given
}: Pick<ViewState, 'root' | 'query' | 'looked' | 'isUtc'> & {
  /** It starts with the overview. */
  readonly isOverview?: boolean | undefined;
}): ViewState {
  return {
    ...given,
    mode: isOverview ? 'overview' : given.root,
    below: [],
    cursor: TOP,
    pending: undefined,
    asks: 0,
    failures: 0,
    askedAt: undefined,
    stoppedAt: undefined,
    isAbsoluteTime: false,
    hasPreview: true,
    picker: openPicker(),
    helpSearch: '',
    overview: UNTOUCHED_OVERVIEW,
    events: NEWEST_EVENTS,
    startedAt: given.looked.since.at,
    caret: 0,
    scroll: 0,
    byHand: '',
    notice: undefined,
  };
}

/** Everything is shown. */
export const NO_FILTERS = {
  states: [],
  buckets: [],
  regions: [],
  profiles: [],
  search: '',
  since: undefined,
} as const satisfies Partial<RowQuery>;

/** True where something may be hidden. */
export function hasFilter(query: RowQuery): boolean {
  const {states, buckets, regions, profiles, search, since} = query;
  const lists = [states, buckets, regions, profiles];
  return lists.some(list => list.length > 0) || search !== '' || since !== undefined;
}
