import {finalRows, isFreeOrder} from '../rows/final-rows.js';
import {cursorAt, settleCursor} from './cursor.js';
import type {Screen} from './screen.js';
import type {ViewState} from './view-state.js';

/** What moving through the rows depends on. */
export type Paged = Pick<Screen, 'rows' | 'pageSize'> & {
  readonly snapshot: Pick<Screen['snapshot'], 'coverage'>;
};

/** The page that a row is on, from 0. */
export function pageOf(index: number, {pageSize}: {readonly pageSize: number}): number {
  return Math.floor(index / Math.max(1, pageSize));
}

/** Down by some rows. Where that leads to another page, that page has to be loaded without gaps; if it isn't, the move waits for older tasks. */
export function goDown(state: ViewState, by: number, screen: Paged): ViewState {
  const {rows} = screen;
  const {coverage} = screen.snapshot;
  const {index} = settleCursor(state.cursor, rows);
  const target = Math.min(index + by, rows.total - 1);
  const page = pageOf(index, screen);
  const isLeaving = pageOf(index + by, screen) > page || target <= index;
  if (coverage.isComplete || !isLeaving) {
    return target < 0 ? state : {...state, cursor: cursorAt(target, rows), pending: undefined};
  }

  const final = finalRows(rows, coverage, state.query);
  if (target > index && (page + 2) * screen.pageSize <= final) {
    return {...state, cursor: cursorAt(target, rows), pending: undefined};
  }

  if (target > index && final === rows.total && isFreeOrder(state.query)) {
    return {...state, cursor: cursorAt(target, rows), pending: undefined};
  }

  // A page that wasn't whole when the key was pressed is only filled: moving on would skip what nobody has seen yet. The selection leaves a row that may be pushed down by what comes.
  const isWhole = isFreeOrder(state.query) || (page + 1) * screen.pageSize <= final;
  const anchor = Math.min(index, Math.max(final - 1, page * screen.pageSize));
  return {
    ...state,
    cursor: rows.total === 0 ? state.cursor : cursorAt(anchor, rows),
    pending: isWhole ? by : 0,
    asks: state.asks + 1,
    failures: coverage.failures ?? 0,
  };
}

/** Up by some rows; everything above is loaded always. */
export function goUp(state: ViewState, by: number, screen: Paged): ViewState {
  const {rows} = screen;
  const {index} = settleCursor(state.cursor, rows);
  return {
    ...state,
    cursor: rows.total === 0 ? state.cursor : cursorAt(index - by, rows),
    pending: undefined,
  };
}

/** To the last row there is. */
export function jumpToEnd(state: ViewState, {rows}: Paged): ViewState {
  return {
    ...state,
    cursor: rows.total === 0 ? state.cursor : cursorAt(rows.total - 1, rows),
    pending: undefined,
  };
}

/** Keeps the selection on its task, and carries out a move that has waited for rows. */
export function followRows(state: ViewState, screen: Paged): ViewState {
  const {pending} = state;
  const {rows} = screen;
  const {coverage} = screen.snapshot;
  const cursor = settleCursor(state.cursor, rows);
  const settled = cursor === state.cursor ? state : {...state, cursor};
  if (pending === undefined) {
    return settled;
  }

  // Loading has failed: the tasks that the move waits for won't come.
  if ((coverage.failures ?? 0) > state.failures) {
    return {...settled, pending: undefined};
  }

  if (pending === 'end') {
    return coverage.isComplete ? jumpToEnd(settled, screen) : settled;
  }

  const page = pageOf(cursor.index, screen);
  const isWhole =
    coverage.isComplete || (page + 1) * screen.pageSize <= finalRows(rows, coverage, state.query);
  if (pending === 0) {
    return isWhole ? {...settled, pending: undefined} : settled;
  }

  // New tasks on top have pushed the selection onto the next page already: nothing is left of the move to that page.
  if (page !== pageOf(state.cursor.index, screen)) {
    return {...settled, pending: isWhole ? undefined : 0};
  }

  const moved = goDown({...settled, pending: undefined}, pending, screen);
  return moved.pending === undefined ? moved : settled;
}
