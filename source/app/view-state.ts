import type {Coverage} from '../poll/snapshot.js';
import {ORDERS, type Order} from '../task/order.js';
import {TASK_STATES} from '../task/store-image-task.js';
import {type Cursor, cursorAt, settleCursor, TOP} from './cursor.js';
import type {Mode} from './keymap.js';
import {finalRows, type Rows} from './reach.js';
import type {RowQuery} from './visible-rows.js';

export type ViewState = {
  readonly root: 'table' | 'single';
  readonly mode: Mode;
  readonly query: RowQuery;
  readonly cursor: Cursor;

  /** A move that waits for older tasks: rows to go on by, 0 to only fill the page, `end` for the very last row. */
  readonly pending: number | 'end' | undefined;

  /** How often a person asked for older tasks; asking again is allowed to repeat a request that failed. */
  readonly asks: number;
  readonly isUtc: boolean;
  readonly isAbsoluteTime: boolean;
  readonly picker: {readonly index: number; readonly chosen: readonly string[]};

  /** First line shown of help, detail and event log. */
  readonly scroll: number;
};

/** What the reducer has to know beside the state. */
export type ViewContext = {
  readonly rowsFor: (query: RowQuery) => Rows;
  readonly coverage: Coverage;
  readonly pageSize: number;

  /** The buckets of the picker, in its order. */
  readonly buckets: readonly string[];

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
  | {readonly type: 'bucketToggled' | 'bucketsApplied'}
  | {readonly type: 'timeToggled' | 'utcToggled'};

/** The view's only way to change. Pure: the same object comes back where an action changes nothing. */
export function reduceView(
  state: ViewState,
  action: ViewAction,
  context: ViewContext,
): ViewState {
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
        : {...state, pending: 'end', asks: state.asks + 1};
    case 'rowsChanged':
      return followRows(state, context);
    case 'loadingStopped':
      return state.pending === undefined ? state : {...state, pending: undefined};
    case 'modeOpened':
      return {
        ...state,
        mode: action.mode,
        scroll: 0,
        picker: {index: 0, chosen: state.query.buckets},
      };
    case 'modeLeft':
      return {...state, mode: state.root};
    case 'searched':
      return requery(state, {search: action.text}, context);
    case 'statesChosen':
      return requery(state, {states: action.states}, context);
    case 'stateCycled':
      return requery(state, {states: nextStates(state.query.states)}, context);
    case 'filtersCleared':
      return requery(
        state,
        {states: [], buckets: [], search: '', since: undefined},
        context,
      );
    case 'orderCycled':
      return requery(state, {order: nextOf(ORDERS, state.query.order)}, context);
    case 'orderReversed':
      return requery(state, {isReversed: !state.query.isReversed}, context);
    case 'pickerMoved':
      return {
        ...state,
        picker: {
          ...state.picker,
          index: clamp(state.picker.index + action.by, context.buckets.length - 1),
        },
      };
    case 'bucketToggled':
      return toggleBucket(state, context.buckets[state.picker.index]);
    case 'bucketsApplied':
      return {
        ...requery(state, {buckets: chosenBuckets(state, context)}, context),
        mode: state.root,
      };
    case 'scrolled':
      return {...state, scroll: clamp(state.scroll + action.by, context.maxScroll)};
    case 'timeToggled':
      return {...state, isAbsoluteTime: !state.isAbsoluteTime};
    case 'utcToggled':
      return {...state, isUtc: !state.isUtc};
  }
}

/** The page of a row, and whether it and the next one are loaded without gaps. */
export function pageOf(index: number, {pageSize}: {readonly pageSize: number}): number {
  return Math.floor(index / Math.max(1, pageSize));
}

function goDown(state: ViewState, by: number, context: ViewContext): ViewState {
  const rows = context.rowsFor(state.query);
  const {index} = settleCursor(state.cursor, rows);
  const target = Math.min(index + by, rows.total - 1);
  const page = pageOf(index, context);
  const isLeaving = pageOf(target, context) > page || target <= index;
  if (context.coverage.isComplete || !isLeaving) {
    return target < 0 ? state : {...state, cursor: cursorAt(target, rows), pending: undefined};
  }

  const final = finalRows(rows, context.coverage, state.query);
  if (target > index && (page + 2) * context.pageSize <= final) {
    return {...state, cursor: cursorAt(target, rows), pending: undefined};
  }

  if (target > index && final === rows.total && isFreeOrder(state.query)) {
    return {...state, cursor: cursorAt(target, rows), pending: undefined};
  }

  // A page that wasn't whole when the key was pressed is only filled: moving on would skip what nobody has seen yet. The selection leaves a row that may be pushed down by what comes.
  const isWhole = isFreeOrder(state.query) || (page + 1) * context.pageSize <= final;
  const anchor = Math.min(index, Math.max(final - 1, page * context.pageSize));
  return {
    ...state,
    cursor: rows.total === 0 ? state.cursor : cursorAt(anchor, rows),
    pending: isWhole ? by : 0,
    asks: state.asks + 1,
  };
}

function goUp(state: ViewState, by: number, context: ViewContext): ViewState {
  const rows = context.rowsFor(state.query);
  const {index} = settleCursor(state.cursor, rows);
  return {
    ...state,
    cursor: rows.total === 0 ? state.cursor : cursorAt(index - by, rows),
    pending: undefined,
  };
}

function jumpToEnd(state: ViewState, {rowsFor}: ViewContext): ViewState {
  const rows = rowsFor(state.query);
  return {
    ...state,
    cursor: rows.total === 0 ? state.cursor : cursorAt(rows.total - 1, rows),
    pending: undefined,
  };
}

/** Keeps the selection on its task, and carries out a move that has waited for rows. */
function followRows(state: ViewState, context: ViewContext): ViewState {
  const {pending} = state;
  const rows = context.rowsFor(state.query);
  const cursor = settleCursor(state.cursor, rows);
  const settled = cursor === state.cursor ? state : {...state, cursor};
  if (pending === undefined) {
    return settled;
  }

  if (pending === 'end') {
    return context.coverage.isComplete ? jumpToEnd(settled, context) : settled;
  }

  if (pending === 0) {
    const page = pageOf(cursor.index, context);
    const isWhole =
      context.coverage.isComplete ||
      (page + 1) * context.pageSize <= finalRows(rows, context.coverage, state.query);
    return isWhole ? {...settled, pending: undefined} : settled;
  }

  const moved = goDown({...settled, pending: undefined}, pending, context);
  return moved.pending === undefined ? moved : settled;
}

/** A changed filter or order keeps the selected task if it is still there, and starts from the top if not. */
function requery(
  state: ViewState,
  change: Partial<RowQuery>,
  context: ViewContext,
): ViewState {
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

function isFreeOrder({order, isReversed}: {order: Order; isReversed: boolean}): boolean {
  return order !== 'start' || isReversed;
}

function nextStates(states: readonly string[]): readonly string[] {
  const index = states.length === 1 ? TASK_STATES.findIndex(state => state === states[0]) : -1;
  const next = TASK_STATES[index + 1];
  return next === undefined ? [] : [next];
}

function nextOf<T>(all: readonly T[], current: T): T {
  return all[(all.indexOf(current) + 1) % all.length] as T;
}

function toggleBucket(state: ViewState, bucket: string | undefined): ViewState {
  const {chosen} = state.picker;
  if (bucket === undefined) {
    return state;
  }

  return {
    ...state,
    picker: {
      ...state.picker,
      chosen: chosen.includes(bucket)
        ? chosen.filter(name => name !== bucket)
        : [...chosen, bucket],
    },
  };
}

/** Whoever moves to a bucket and presses Enter without choosing any means that one. */
function chosenBuckets(state: ViewState, {buckets}: ViewContext): readonly string[] {
  const {index, chosen} = state.picker;
  const bucket = buckets[index];
  const isUntouched = chosen === state.query.buckets;
  return isUntouched && index > 0 && bucket !== undefined ? [bucket] : chosen;
}

function clamp(value: number, max: number): number {
  return Math.max(0, Math.min(value, max));
}
