import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type {CoverageStatus, StoreSnapshot} from '../../source/poll/snapshot.js';
import type {TrackedTask} from '../../source/poll/tasks/tracked-task.js';
import {visibleRows} from '../../source/view/rows/visible-rows.js';
import {TOP} from '../../source/view/state/cursor.js';
import {followRows, goDown, type Paged, pageOf} from '../../source/view/state/paging.js';
import {screenOf} from '../../source/view/state/screen-of.js';
import {typeText} from '../../source/view/state/typing.js';
import type {ViewState} from '../../source/view/state/view-state.js';
import {A_SOURCE, aSnapshot, aTask, NOW, pagedStore, someTasks} from '../helpers/fake-store.js';
import {press, SETTING, UNTOUCHED} from '../helpers/screen-state.js';

/** What the selection is on. */
function selected(snapshot: StoreSnapshot, state: ViewState): TrackedTask | undefined {
  const {rows, cursor} = screenOf(state, snapshot, SETTING);
  return rows.slice(cursor.index, cursor.index + 1)[0];
}

/** The newest 20 of more tasks. */
const NOT_ALL: CoverageStatus = {
  isComplete: false,
  isLoading: false,
  pagesLoaded: 0,
  loadedBackTo: NOW - 1_200_000,
};

test('until somebody has moved, the selection stays on top', () => {
  const later = aSnapshot({tasks: [aTask(-1), ...someTasks(5)]});
  const {state} = press([], later);
  assert.equal(selected(later, state)?.key, aTask(-1).key);
});

test('the selection follows its task when new ones come in above', () => {
  const tasks = someTasks(5);
  const {state} = press(['j', 'j'], aSnapshot({tasks}));
  const later = aSnapshot({tasks: [aTask(-1), aTask(-2), ...tasks]});
  assert.equal(selected(later, press([], later, state).state), tasks[2]);
});

test('when its task leaves the view, the selection stays on the row', () => {
  const tasks = someTasks(5);
  const {state} = press(['j', 'j'], aSnapshot({tasks}));
  const without = aSnapshot({tasks: tasks.filter((_, index) => index !== 2)});
  const after = press([], without, state).state;
  assert.equal(after.cursor.index, 2);
  assert.equal(selected(without, after), tasks[3]);
});

test('a filter keeps the selected task if it passes, and starts from the top if not', () => {
  const snapshot = aSnapshot({tasks: someTasks(40)});
  const down = Array.from({length: 25}, () => 'j');
  const onFailed = press(down, snapshot).state;
  const failed = press(['4'], snapshot, onFailed).state;
  assert.equal(selected(snapshot, failed), selected(snapshot, onFailed));
  assert.deepEqual(press(['2'], snapshot, failed).state.cursor, TOP);
});

test('s goes through the states and back to all, and what is still to be loaded is asked for so', () => {
  const {state, effects} = press(['s', 's', 's', 's'], aSnapshot({tasks: someTasks(3)}));
  assert.deepEqual(state.query.states, []);
  assert.deepEqual(
    effects.map(effect => (effect.type === 'changeScope' ? effect.scope.states : effect)),
    [['InProgress'], ['Completed'], ['Failed'], []],
  );
});

test('order, search and sources are no business of the service', () => {
  const sources = [A_SOURCE, {...A_SOURCE, region: 'eu-west-1'}];
  const snapshot = aSnapshot({tasks: [...someTasks(3), aTask(3, {source: 1})], sources});
  const keys = ['o', 'O', 'R', 'down', 'enter', '/', 'ctrl+u', 'backspace', 'escape'];
  const {state, effects} = press(keys, snapshot);
  assert.deepEqual(state.query.regions, ['eu-west-1']);
  assert.deepEqual(effects, []);
});

test('the list of buckets applies what was chosen, or the one Enter was pressed on', () => {
  const snapshot = aSnapshot({
    tasks: ['big', 'big', 'small'].map((bucket, index) => aTask(index, {bucket})),
  });
  const buckets = (...keys: string[]) => press(keys, snapshot).state.query.buckets;
  const both = press(['b', 'space', 'down', 'space', 'enter'], snapshot);
  assert.deepEqual(both.state.query.buckets, ['big', 'small']);
  assert.equal(both.state.mode, 'table');
  assert.deepEqual(
    both.effects.map(effect => effect.type === 'changeScope' && effect.scope.buckets),
    [['big', 'small']],
  );
  assert.deepEqual(buckets('b', 'down', 'enter'), ['small']);
  assert.deepEqual(buckets('b', 'end', 'enter'), ['small']);
  assert.deepEqual(buckets('b', 'enter'), ['big'], 'the first row, too');
  assert.deepEqual(buckets('b', 'space', 'space', 'enter'), [], 'none of them');
  assert.deepEqual(press(['b', 'space', 'escape'], snapshot, both.state).state.query.buckets, [
    'big',
    'small',
  ]);
});

test('c clears every filter', () => {
  const snapshot = aSnapshot({tasks: someTasks(3)});
  const searching = press(['/'], snapshot).state;
  const typed = typeText(searching, screenOf(searching, snapshot, SETTING), 'x').state;
  const filtered = press(['enter', '4'], snapshot, typed).state;
  assert.deepEqual([filtered.query.search, filtered.query.states], ['x', ['Failed']]);
  assert.deepEqual(press(['c'], snapshot, filtered).state.query, UNTOUCHED.query);
});

test('text goes where it is typed, and what is too long says so', () => {
  const snapshot = aSnapshot({tasks: someTasks(3)});
  const type = (state: ViewState, text: string) =>
    typeText(state, screenOf(state, snapshot, SETTING), text).state;
  assert.equal(type(UNTOUCHED, 'x'), UNTOUCHED);
  const help = type(press(['?', '/'], snapshot).state, 'page');
  assert.deepEqual([help.helpSearch, help.query.search], ['page', '']);
  assert.equal(press(['backspace'], snapshot, help).state.helpSearch, 'pag');
  assert.match(type(help, 'x'.repeat(5000)).notice ?? '', /^cut at 1,000 characters$/);
});

test('a search is edited like any line: by character, by word, from the beginning and to the end', () => {
  const snapshot = aSnapshot({tasks: someTasks(3)});
  for (const mode of ['search', 'helpSearch'] as const) {
    let state: ViewState = {...UNTOUCHED, mode};
    const typed = () => (mode === 'search' ? state.query.search : state.helpSearch);
    const type = (text: string) => {
      state = typeText(state, screenOf(state, snapshot, SETTING), text).state;
    };
    const keys = (...names: readonly string[]) => {
      state = press(names, snapshot, state).state;
      return typed();
    };
    type('one two  three ');
    assert.equal(keys('ctrl+w'), 'one two  ');
    assert.equal(keys('ctrl+w'), 'one ');
    keys('home');
    type('z😀');
    assert.equal(typed(), 'z😀one ');
    assert.equal(keys('backspace'), 'zone ');
    assert.equal(keys('right', 'ctrl+f', 'delete'), 'zon ');
    keys('end');
    type('more');
    assert.equal(keys('ctrl+b', 'left', 'ctrl+w'), 'zon re');
    assert.equal(keys('ctrl+k'), 'zon ');
    type('abc');
    assert.equal(keys('left', 'ctrl+u'), 'c');
    assert.equal(keys('ctrl+a', 'ctrl+k', 'backspace', 'delete', 'ctrl+e', 'left', 'right'), '');
    assert.equal(state.caret, 0);
    assert.equal(press(['ctrl+w'], snapshot, state).state.notice, 'nothing is typed yet');
    type('漢'.repeat(1001));
    assert.equal(keys('home', 'delete').length, 999);
  }

  const left = press(['/', 'left', 'enter', '/'], snapshot, {
    ...UNTOUCHED,
    query: {...UNTOUCHED.query, search: 'ami'},
  }).state;
  assert.equal(left.caret, 0, 'typing begins at the end');
});

test('a text scrolls to its last line and no further, on any size', () => {
  const snapshot = aSnapshot({tasks: someTasks(3)});
  for (const rows of [10, 24, 40]) {
    const setting = {...SETTING, size: {columns: 80, rows}};
    const {state, screen} = press(['?', 'G', 'j', 'j'], snapshot, UNTOUCHED, setting);
    assert.equal(state.scroll, Math.max(0, screen.lines().length - screen.layout.body));
    assert.equal(press(['g'], snapshot, state, setting).state.scroll, 0);
  }
});

test('the end waits until everything is loaded, and Esc gives it up', () => {
  const tasks = someTasks(30);
  const some = aSnapshot({tasks: tasks.slice(0, 20), coverage: NOT_ALL});
  const asked = press(['G'], some);
  assert.deepEqual(
    asked.effects.filter(({type}) => type !== 'loadOlder'),
    [{type: 'loadAll'}],
  );
  const waiting = asked.state;
  assert.equal(waiting.pending, 'end');
  assert.equal(selected(some, waiting), tasks[0]);
  const all = aSnapshot({tasks});
  assert.equal(selected(all, press([], all, waiting).state), tasks[29]);
  const stopped = press(['escape'], some, waiting);
  assert.deepEqual(stopped.effects.at(-1), {type: 'stopLoading'});
  assert.equal(selected(all, press([], all, stopped.state).state), tasks[0]);
});

test('older tasks are asked for ahead of the next page, once for each point that loading has reached', () => {
  const near = aSnapshot({tasks: someTasks(20), coverage: NOT_ALL});
  const {state, effects} = press([], near);
  assert.deepEqual(effects, [{type: 'loadOlder', priority: 'automatic'}]);
  assert.deepEqual(press(['j', 'k'], near, state).effects, []);
  const polled = {...near, sources: [{...A_SOURCE, updatedAt: NOW}]};
  assert.deepEqual(press([], polled, state).effects, effects);

  const quiet = (members: Partial<StoreSnapshot>) => press([], {...near, ...members}).effects;
  assert.deepEqual(quiet({coverage: {...NOT_ALL, isLoading: true}}), []);
  assert.deepEqual(quiet({coverage: {...NOT_ALL, failure: 'No answer.'}}), []);
  assert.deepEqual(quiet({sources: [{...A_SOURCE, status: 'pending'}]}), []);
  assert.deepEqual(
    press([], aSnapshot({tasks: someTasks(60), coverage: {...NOT_ALL, loadedBackTo: 0}})).effects,
    [],
  );
});

test('after Escape has stopped the loading none begins by itself, until somebody moves, filters or asks', () => {
  const tasks = someTasks(20);
  const near = aSnapshot({tasks, coverage: NOT_ALL});
  const loading = {...near, coverage: {...NOT_ALL, isLoading: true}};
  const stopped = press(['escape'], loading, press([], near).state);
  assert.deepEqual(stopped.effects, [{type: 'stopLoading'}]);

  // A page that was under way comes, polls bring new tasks on top, and the selected one goes.
  const later = [
    {...near, coverage: {...NOT_ALL, loadedBackTo: NOW - 1_260_000}},
    {...near, sources: [{...A_SOURCE, updatedAt: NOW}]},
    aSnapshot({tasks: [aTask(-1), ...tasks], coverage: NOT_ALL}),
    aSnapshot({tasks: tasks.slice(1), coverage: NOT_ALL}),
  ];
  const start = press(['j', 'k'], loading);
  for (const before of [UNTOUCHED, start.state]) {
    let {state} = press(['escape'], loading, press([], near, before).state);
    for (const snapshot of later) {
      const quiet = press(['t', 'u', '?', 'q', 'e', 'e', 'x', 'escape'], snapshot, state);
      assert.deepEqual(quiet.effects, []);
      state = quiet.state;
    }

    const last = later.at(-1) as StoreSnapshot;
    for (const key of ['j', 'k', 'up', 'left', 'right', 'G', '2', 's', 'o']) {
      const {effects} = press([key], last, state);
      assert.ok(
        effects.some(({type}) => type === 'loadOlder' || type === 'loadAll'),
        `${key}: ${JSON.stringify(effects)}`,
      );
    }
  }
});

test('a person asks again for what could not be loaded', () => {
  const failed = {...NOT_ALL, failure: 'No answer.', failures: 1};
  const snapshot = aSnapshot({tasks: someTasks(20), coverage: failed});
  const once = press(['right'], snapshot);
  assert.deepEqual(once.effects, [{type: 'loadOlder', priority: 'manual'}]);
  assert.deepEqual(press(['right'], snapshot, once.state).effects, once.effects);
});

test('a key that changes nothing gives the same state back', () => {
  const snapshot = aSnapshot({tasks: someTasks(20)});
  const {state} = press(['j', 'j', 'j'], snapshot);
  assert.equal(press(['r', 'p', 'y', '+'], snapshot, state).state, state);
});

test('rows and columns are made once a change, whatever keys and drawing ask of them', () => {
  const snapshot = aSnapshot({tasks: someTasks(200)});
  const {state, screen} = press(['j'], snapshot);
  const later = press(['j', 'right', '?', 'j', 'q', 'enter'], snapshot, state);
  assert.equal(later.screen.rows, screen.rows);
  assert.equal(later.screen.columns, screen.columns);
  const polled = {...snapshot, sources: [{...A_SOURCE, updatedAt: NOW + 1}]};
  assert.equal(screenOf(state, polled, {...SETTING, now: NOW + 60_000}).rows, screen.rows);
});

test('a page that isn’t whole is filled before → leaves it', () => {
  const tasks = someTasks(30);
  const store = pagedStore(tasks, 5);
  const asked = press(['right'], store.getSnapshot()).state;
  assert.equal(asked.pending, 0);
  store.loadAll();
  store.answer();
  const {state, screen} = press([], store.getSnapshot(), asked);
  assert.equal(state.pending, undefined);
  assert.equal(pageOf(state.cursor.index, screen), 0);
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
        let state = UNTOUCHED;
        let fresh = 0;
        const act = (change: (state: ViewState, screen: Paged) => ViewState) => {
          const snapshot = store.getSnapshot();
          const rows = visibleRows(snapshot.tasks, state.query, NOW);
          const screen = {rows, snapshot, pageSize};
          state = followRows(change(state, screen), screen);
          const first = pageOf(state.cursor.index, screen) * pageSize;
          for (const {key} of rows.slice(first, first + pageSize)) {
            seen.add(key);
          }
        };

        act(now => now);
        for (let step = 0; step < 3000; step++) {
          const event = events.next().value;
          if (event === 'answer') {
            store.loadOlder();
            store.answer();
            act(now => now);
          } else if (event === 'new' && fresh < 20) {
            fresh++;
            store.start(aTask(-fresh));
            act(now => now);
          } else {
            act((now, screen) => goDown(now, pageSize, screen));
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
  const before = pagedStore(someTasks(50), 20).getSnapshot();
  for (const key of ['G', 'right']) {
    const waiting = press([key, key], before).state;
    assert.notEqual(waiting.pending, undefined);
    const failed = {...before, coverage: {...before.coverage, failure: 'It broke.', failures: 1}};
    const ended = press([], failed, waiting).state;
    assert.equal(ended.pending, undefined);
    assert.notEqual(press([key], failed, ended).state.pending, undefined);
  }
});
