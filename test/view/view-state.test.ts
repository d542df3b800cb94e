import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type {StoreSnapshot, TrackedTask} from '../../source/poll/snapshot.js';
import {settleCursor, TOP} from '../../source/view/cursor.js';
import {pageOf} from '../../source/view/paging.js';
import {
  NO_FILTERS,
  reduceView,
  type ViewAction,
  type ViewContext,
  type ViewState,
} from '../../source/view/view-state.js';
import {visibleRows} from '../../source/view/visible-rows.js';
import {aSnapshot, aTask, NOW, pagedStore, someTasks} from '../helpers/fake-store.js';

const INITIAL: ViewState = {
  root: 'table',
  mode: 'table',
  query: {...NO_FILTERS, order: 'start', isReversed: false},
  cursor: TOP,
  pending: undefined,
  asks: 0,
  failures: 0,
  isUtc: false,
  isAbsoluteTime: false,
  picker: {index: 0, chosen: []},
  helpSearch: '',
  scroll: 0,
};

function contextOf(snapshot: StoreSnapshot, pageSize = 10): ViewContext {
  return {
    rowsFor: query => visibleRows(snapshot.tasks, query, NOW),
    coverage: snapshot.coverage,
    pageSize,
    choices: ['big', 'small'],
    maxScroll: 5,
  };
}

function run(snapshot: StoreSnapshot, state: ViewState, ...actions: ViewAction[]): ViewState {
  return actions.reduce((now, action) => reduceView(now, action, contextOf(snapshot)), state);
}

/** What the selection is on. */
function selected(snapshot: StoreSnapshot, state: ViewState): TrackedTask | undefined {
  const rows = visibleRows(snapshot.tasks, state.query, NOW);
  const {index} = settleCursor(state.cursor, rows);
  return rows.slice(index, index + 1)[0];
}

/** A move that waits is carried out when the rows are there, as the screen does it at every snapshot. */
const SETTLE: ViewAction = {type: 'rowsChanged'};

test('until somebody has moved, the selection stays on top', () => {
  const tasks = someTasks(5);
  const later = [aTask(-1), ...tasks];
  const state = run(aSnapshot({tasks: later}), INITIAL, SETTLE);
  assert.equal(selected(aSnapshot({tasks: later}), state), later[0]);
});

test('the selection follows its task when new ones come in above', () => {
  const tasks = someTasks(5);
  const state = run(aSnapshot({tasks}), INITIAL, {type: 'moved', by: 2});
  const later = aSnapshot({tasks: [aTask(-1), aTask(-2), ...tasks]});
  assert.equal(selected(later, run(later, state, SETTLE)), tasks[2]);
});

test('when its task leaves the view, the selection stays on the row', () => {
  const tasks = someTasks(5);
  const state = run(aSnapshot({tasks}), INITIAL, {type: 'moved', by: 2});
  const without = aSnapshot({tasks: tasks.filter((_, index) => index !== 2)});
  const after = run(without, state, SETTLE);
  assert.equal(after.cursor.index, 2);
  assert.equal(selected(without, after), tasks[3]);
});

test('a filter keeps the selected task if it passes, and starts from the top if not', () => {
  const snapshot = aSnapshot({tasks: someTasks(40)});
  const onFailed = run(snapshot, INITIAL, {type: 'moved', by: 25});
  const failed = run(snapshot, onFailed, {type: 'statesChosen', states: ['Failed']});
  assert.equal(selected(snapshot, failed), selected(snapshot, onFailed));
  const running = run(snapshot, failed, {type: 'statesChosen', states: ['InProgress']});
  assert.deepEqual(running.cursor, TOP);
});

test('s goes through the states and back to all', () => {
  const snapshot = aSnapshot({tasks: someTasks(3)});
  let state = INITIAL;
  const seen = [];
  for (let index = 0; index < 4; index++) {
    state = run(snapshot, state, {type: 'stateCycled'});
    seen.push(state.query.states.join());
  }

  assert.deepEqual(seen, ['InProgress', 'Completed', 'Failed', '']);
});

test('the list of buckets applies what was chosen, or the one Enter was pressed on', () => {
  const snapshot = aSnapshot({tasks: someTasks(3)});
  const open: ViewAction = {type: 'modeOpened', mode: 'buckets'};
  const down: ViewAction = {type: 'pickerMoved', by: 1};
  const toggle: ViewAction = {type: 'pickToggled'};
  const apply: ViewAction = {type: 'picksApplied'};
  const both = run(snapshot, INITIAL, open, toggle, down, toggle, apply);
  assert.deepEqual(both.query.buckets, ['big', 'small']);
  assert.equal(both.mode, 'table');
  assert.deepEqual(run(snapshot, INITIAL, open, down, apply).query.buckets, ['small']);
  assert.deepEqual(run(snapshot, INITIAL, open, apply).query.buckets, []);
  assert.deepEqual(run(snapshot, both, open, toggle, {type: 'modeLeft'}).query.buckets, [
    'big',
    'small',
  ]);
});

test('c clears every filter', () => {
  const snapshot = aSnapshot({tasks: someTasks(3)});
  const {query} = run(
    snapshot,
    INITIAL,
    {type: 'searched', text: 'x'},
    {type: 'statesChosen', states: ['Failed']},
    {type: 'filtersCleared'},
  );
  assert.deepEqual(query, INITIAL.query);
});

test('the end waits until everything is loaded, and Esc gives it up', () => {
  const tasks = someTasks(30);
  const loading = aSnapshot({
    tasks: tasks.slice(0, 20),
    coverage: {isComplete: false, isLoading: true, pagesLoaded: 1, loadedBackTo: NOW - 1_200_000},
  });
  const waiting = run(loading, INITIAL, {type: 'wentToEnd'}, SETTLE);
  assert.equal(waiting.pending, 'end');
  assert.equal(selected(loading, waiting), tasks[0]);
  const loaded = aSnapshot({tasks});
  assert.equal(selected(loaded, run(loaded, waiting, SETTLE)), tasks[29]);
  const stopped = run(loading, waiting, {type: 'loadingStopped'});
  assert.equal(selected(loaded, run(loaded, stopped, SETTLE)), tasks[0]);
});

test('an action that changes nothing gives the same object back', () => {
  const snapshot = aSnapshot({tasks: someTasks(20)});
  const state = run(snapshot, INITIAL, {type: 'moved', by: 3});
  assert.equal(run(snapshot, state, SETTLE), state);
});

test('a page that isn’t whole is filled before → leaves it', () => {
  const tasks = someTasks(30);
  const store = pagedStore(tasks, 5);
  const asked = run(store.getSnapshot(), INITIAL, {type: 'pageTurned', by: 1});
  assert.equal(asked.pending, 0);
  store.loadAll();
  store.answer();
  const filled = run(store.getSnapshot(), asked, SETTLE);
  assert.equal(filled.pending, undefined);
  assert.equal(pageOf(filled.cursor.index, {pageSize: 10}), 0);
});

/*
Pages with → through a history of which only the newest page is loaded at first, with running tasks known long before their neighbours, new ones coming in on top, and pages that arrive early or late.
*/
test('→ reaches the oldest task and no row is skipped on the way', () => {
  fc.assert(
    fc.property(
      fc.integer({min: 1, max: 300}),
      fc.integer({min: 1, max: 60}),
      fc.integer({min: 1, max: 40}),
      fc.array(fc.nat(299), {maxLength: 5}),
      fc.infiniteStream(fc.constantFrom('answer', 'new', 'press', 'press')),
      (count, loadSize, pageSize, ahead, events) => {
        const tasks = [...someTasks(count)];
        const store = pagedStore(tasks, loadSize, ahead);
        const seen = new Set<string>();
        let state = INITIAL;
        let fresh = 0;
        const act = (action: ViewAction) => {
          const context = contextOf(store.getSnapshot(), pageSize);
          state = reduceView(reduceView(state, action, context), SETTLE, context);
          const rows = context.rowsFor(state.query);
          const first = pageOf(state.cursor.index, context) * pageSize;
          for (const {key} of rows.slice(first, first + pageSize)) {
            seen.add(key);
          }
        };

        act(SETTLE);
        for (let step = 0; step < 3000; step++) {
          const event = events.next().value;
          if (event === 'answer') {
            store.loadOlder();
            store.answer();
            act(SETTLE);
          } else if (event === 'new' && fresh < 20) {
            fresh++;
            store.start(aTask(-fresh));
            act(SETTLE);
          } else {
            act({type: 'pageTurned', by: 1});
          }

          const {coverage} = store.getSnapshot();
          const rows = visibleRows(store.getSnapshot().tasks, state.query, NOW);
          if (coverage.isComplete && state.cursor.index === rows.total - 1) {
            break;
          }
        }

        for (const {key} of tasks) {
          assert.ok(seen.has(key), `never seen: ${key}`);
        }
      },
    ),
    {numRuns: 300},
  );
});

test('a move that waits for older tasks ends when loading them fails, and a new one may begin', () => {
  const store = pagedStore(someTasks(50), 20);
  const before = store.getSnapshot();
  const moves: readonly ViewAction[] = [{type: 'wentToEnd'}, {type: 'pageTurned', by: 1}];
  for (const action of moves) {
    const waiting = run(before, INITIAL, action, SETTLE, action, SETTLE);
    assert.notEqual(waiting.pending, undefined);
    const failed = {...before, coverage: {...before.coverage, failure: 'It broke.', failures: 1}};
    const ended = run(failed, waiting, SETTLE);
    assert.equal(ended.pending, undefined);
    assert.notEqual(run(failed, ended, action, SETTLE, SETTLE).pending, undefined);
  }
});
