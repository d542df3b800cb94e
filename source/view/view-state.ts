import type {Coverage} from '../poll/snapshot.js';
import {ORDERS} from '../task/order.js';
import {TASK_STATES, type TaskState} from '../task/store-image-task.js';
import {type Cursor, settleCursor, TOP} from './cursor.js';
import type {Mode, PickerMode} from './keymap.js';
import {followRows, goDown, goUp, jumpToEnd} from './paging.js';
import {isPicker} from './picker-lines.js';
import type {Rows} from './reach.js';
import type {RowQuery} from './visible-rows.js';

export type ViewState = {
  readonly root: 'table' | 'single';
  readonly mode: Mode;
  readonly query: RowQuery;
  readonly cursor: Cursor;

  /** A move that waits for older tasks: rows to go on by, 0 to only fill the page, `end` for the very last row. */
  readonly pending: number | 'end' | undefined;

  /** How often loading had failed when the move began: one failure more ends it. */
  readonly failures: number;

  /** How often a person asked for older tasks; asking again is allowed to repeat a request that failed. */
  readonly asks: number;
  readonly isUtc: boolean;
  readonly isAbsoluteTime: boolean;
  readonly picker: {readonly index: number; readonly chosen: readonly string[]};

  /** What is looked for in the help. */
  readonly helpSearch: string;

  /** First line shown of help, detail and event log. */
  readonly scroll: number;
};

/** What the reducer has to know beside the state. */
export type ViewContext = {
  readonly rowsFor: (query: RowQuery) => Rows;
  readonly coverage: Coverage;
  readonly pageSize: number;

  /** What the open picker offers, in its order. */
  readonly choices: readonly string[];

  /** The last value of `scroll` that still shows something new. */
  readonly maxScroll: number;
};

export type ViewAction =
  | {readonly type: 'moved' | 'scrolled' | 'pickerMoved'; readonly by: number}
  | {readonly type: 'pageTurned'; readonly by: 1 | -1}
  | {readonly type: 'wentToTop' | 'wentToEnd' | 'rowsChanged' | 'loadingStopped'}
  | {readonly type: 'modeOpened'; readonly mode: Mode}
  | {readonly type: 'modeLeft'}
  | {readonly type: 'searched'; readonly text: string}
  | {readonly type: 'statesChosen'; readonly states: readonly string[]}
  | {readonly type: 'stateCycled' | 'filtersCleared' | 'orderCycled' | 'orderReversed'}
  | {readonly type: 'pickToggled' | 'picksApplied'}
  | {readonly type: 'timeToggled' | 'utcToggled'};

/** The view's only way to change. Pure: the same object comes back where an action changes nothing. */
export function reduceView(state: ViewState, action: ViewAction, context: ViewContext): ViewState {
  switch (action.type) {
    case 'moved':
      return action.by > 0 ? goDown(state, action.by, context) : goUp(state, -action.by, context);
    case 'pageTurned':
      return action.by > 0
        ? goDown(state, context.pageSize, context)
        : goUp(state, context.pageSize, context);
    case 'wentToTop':
      return {...state, cursor: TOP, pending: undefined};
    case 'wentToEnd':
      return context.coverage.isComplete
        ? jumpToEnd(state, context)
        : {
            ...state,
            pending: 'end',
            asks: state.asks + 1,
            failures: context.coverage.failures ?? 0,
          };
    case 'rowsChanged':
      return followRows(state, context);
    case 'loadingStopped':
      return state.pending === undefined ? state : {...state, pending: undefined};
    case 'modeOpened':
      return {
        ...state,
        mode: action.mode,
        helpSearch: '',
        scroll: 0,
        picker: {index: 0, chosen: isPicker(action.mode) ? state.query[action.mode] : []},
      };
    case 'modeLeft':
      return {...state, mode: state.mode === 'helpSearch' ? 'help' : state.root};
    case 'searched':
      return state.mode === 'helpSearch'
        ? {...state, helpSearch: action.text, scroll: 0}
        : requery(state, {search: action.text}, context);
    case 'statesChosen':
      return requery(state, {states: action.states}, context);
    case 'stateCycled':
      return requery(state, {states: nextStates(state.query.states)}, context);
    case 'filtersCleared':
      return requery(state, NO_FILTERS, context);
    case 'orderCycled':
      return requery(state, {order: nextOf(ORDERS, state.query.order)}, context);
    case 'orderReversed':
      return requery(state, {isReversed: !state.query.isReversed}, context);
    case 'pickerMoved':
      return {
        ...state,
        picker: {
          ...state.picker,
          index: clamp(state.picker.index + action.by, context.choices.length - 1),
        },
      };
    case 'pickToggled':
      return togglePick(state, context.choices[state.picker.index]);
    case 'picksApplied':
      return isPicker(state.mode)
        ? {
            ...requery(state, {[state.mode]: picked(state, state.mode, context)}, context),
            mode: state.root,
          }
        : state;
    case 'scrolled':
      return {...state, scroll: clamp(state.scroll + action.by, context.maxScroll)};
    case 'timeToggled':
      return {...state, isAbsoluteTime: !state.isAbsoluteTime};
    case 'utcToggled':
      return {...state, isUtc: !state.isUtc};
  }
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

/** A changed filter or order keeps the selected task if it is still there, and starts from the top if not. */
function requery(state: ViewState, change: Partial<RowQuery>, context: ViewContext): ViewState {
  const query = {...state.query, ...change};
  const {key} = state.cursor;
  const rows = context.rowsFor(query);
  const isThere = key !== undefined && rows.indexOf(key) !== -1;
  return {
    ...state,
    query,
    cursor: isThere ? settleCursor(state.cursor, rows) : TOP,
    pending: undefined,
  };
}

function nextStates(states: readonly string[]): readonly string[] {
  const index = states.length === 1 ? TASK_STATES.indexOf(states[0] as TaskState) : -1;
  const next = TASK_STATES[index + 1];
  return next === undefined ? [] : [next];
}

function nextOf<T>(all: readonly T[], current: T): T {
  return all[(all.indexOf(current) + 1) % all.length] as T;
}

function togglePick(state: ViewState, name: string | undefined): ViewState {
  const {chosen} = state.picker;
  if (name === undefined) {
    return state;
  }

  return {
    ...state,
    picker: {
      ...state.picker,
      chosen: chosen.includes(name) ? chosen.filter(other => other !== name) : [...chosen, name],
    },
  };
}

/** Whoever moves to a line and presses Enter without choosing any means that one. */
function picked(state: ViewState, mode: PickerMode, {choices}: ViewContext): readonly string[] {
  const {index, chosen} = state.picker;
  const name = choices[index];
  const isUntouched = chosen === state.query[mode];
  return isUntouched && index > 0 && name !== undefined ? [name] : chosen;
}

function clamp(value: number, max: number): number {
  return Math.max(0, Math.min(value, max));
}

/** What is being typed, in the modes that take text. */
export function typedSoFar({mode, query, helpSearch}: ViewState): string | undefined {
  switch (mode) {
    case 'search':
      return query.search;
    case 'helpSearch':
      return helpSearch;
    default:
      return undefined;
  }
}
