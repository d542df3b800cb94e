import {ORDERS} from '../../task/order.js';
import {TASK_STATES, type TaskState} from '../../task/store-image-task.js';
import type {RowQuery} from '../rows/row-query.js';
import {settleCursor, TOP} from './cursor.js';
import {clearNews} from './looked.js';
import {isPicker} from './mode.js';
import {leaveMode} from './open-mode.js';
import {pickedValues} from './picker.js';
import {scopeOf} from './scope.js';
import type {Screen} from './screen.js';
import {only, type Step} from './step.js';
import {hasFilter, NO_FILTERS, type ViewState} from './view-state.js';

/** What the store is told before older tasks are loaded for a list: the filters that the program was started with. */
export function beginWithFilters(state: ViewState): Step {
  const {states, buckets, since} = state.query;
  const isFiltered = states.length + buckets.length > 0 || since !== undefined;
  return isFiltered && state.mode === 'table'
    ? {state, effects: [{type: 'changeScope', scope: scopeOf(state.query)}]}
    : only(state);
}

/** A changed filter or order keeps the selected task if it is still there, and starts from the top if not. The service itself applies states, buckets and age to what is still to be loaded. */
export function requery(state: ViewState, screen: Screen, change: Partial<RowQuery>): Step {
  const query = {...state.query, ...change};
  const {states, buckets, since} = query;
  const isSameScope =
    states === state.query.states && buckets === state.query.buckets && since === state.query.since;
  const {key} = state.cursor;
  const rows = screen.rowsFor(query);
  const isThere = key !== undefined && rows.indexOf(key) !== -1;
  return {
    state: {
      ...state,
      query,
      cursor: isThere ? settleCursor(state.cursor, rows) : TOP,
      pending: undefined,
    },
    effects: isSameScope ? [] : [{type: 'changeScope', scope: scopeOf(query)}],
  };
}

/** Whether there is something that `clearFilters` takes away. */
export function isNarrowed({state, snapshot}: Screen): boolean {
  return hasFilter(state.query) || clearNews(state.looked, snapshot) !== state.looked;
}

/** Also takes the marks of what is news away. */
export function clearFilters(state: ViewState, screen: Screen): Step {
  const looked = clearNews(state.looked, screen.snapshot);
  return requery({...state, looked}, screen, NO_FILTERS);
}

/** What Escape takes away next: the search, then one filter after the other; `undefined` where nothing is filtered. */
export function nextToClear(query: RowQuery): Partial<RowQuery> | undefined {
  const filters = ['search', 'buckets', 'regions', 'profiles', 'since', 'states'] as const;
  const name = filters.find(filter =>
    hasFilter({...query, ...NO_FILTERS, [filter]: query[filter]}),
  );
  return name && {[name]: NO_FILTERS[name]};
}

export function nextState(state: ViewState, screen: Screen): Step {
  const {states} = state.query;
  const index = states.length === 1 ? TASK_STATES.indexOf(states[0] as TaskState) : -1;
  const next = TASK_STATES[index + 1];
  return requery(state, screen, {states: next === undefined ? [] : [next]});
}

export function nextOrder(state: ViewState, screen: Screen): Step {
  const order = ORDERS[(ORDERS.indexOf(state.query.order) + 1) % ORDERS.length];
  return requery(state, screen, {order});
}

export function reverseOrder(state: ViewState, screen: Screen): Step {
  return requery(state, screen, {isReversed: !state.query.isReversed});
}

/** Takes what was chosen with the space bar, else what the cursor is on. */
export function applyPicks(state: ViewState, screen: Screen): Step {
  const {mode, picker} = state;
  const picked = pickedValues(state, screen);
  if (!isPicker(mode) || picked === undefined) {
    return only({...state, notice: 'nothing to choose here'});
  }

  const step = requery(state, screen, {[mode]: picked});
  const isAsked = step.effects.some(({type}) => type === 'changeScope');
  return {
    state: leaveMode(step.state),
    effects:
      picker.isWide && !isAsked
        ? [...step.effects, {type: 'changeScope', scope: scopeOf(step.state.query)}]
        : step.effects,
  };
}
