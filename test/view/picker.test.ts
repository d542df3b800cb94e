import assert from 'node:assert/strict';
import test from 'node:test';
import type {CoverageStatus} from '../../source/poll/snapshot.js';
import {screenOf} from '../../source/view/state/screen-of.js';
import {typeText} from '../../source/view/state/typing.js';
import type {ViewState} from '../../source/view/state/view-state.js';
import {
  A_SOURCE,
  aSnapshot,
  aTask,
  COMPLETE,
  NOW,
  type SnapshotOptions,
} from '../helpers/fake-store.js';
import {press, SETTING, UNTOUCHED} from '../helpers/screen-state.js';

const PARTLY: CoverageStatus = {
  ...COMPLETE,
  isComplete: false,
  loadedBackTo: NOW - 3_600_000,
  whole: [{states: [], buckets: ['rare']}],
};

/** Three tasks to `common`, two to `other`, one to `rare`. */
const TASKS = ['common', 'other', 'common', 'rare', 'other', 'common'].map((bucket, index) =>
  aTask(index, {bucket}),
);

const snapshotOf = (options: SnapshotOptions = {}) => aSnapshot({tasks: TASKS, ...options});

/** The open list, after what was typed and pressed. */
function open(typed: string, keys: readonly string[] = [], options: SnapshotOptions = {}) {
  const snapshot = snapshotOf(options);
  const {state} = press(['b'], snapshot);
  const step = typeText(state, screenOf(state, snapshot, SETTING), typed);
  const pressed = press(keys, snapshot, step.state);
  return {...pressed, lines: linesOf(pressed.state, options)};
}

function linesOf(state: ViewState, options: SnapshotOptions, size = SETTING.size) {
  return screenOf(state, snapshotOf(options), {...SETTING, size})
    .lines()
    .map(line => line.map(({text}) => text).join(''));
}

test('the list says where one is, and how many tasks each has', () => {
  assert.deepEqual(open('').lines, [
    'Find _  1 of 3 buckets',
    '> [ ]       3  common',
    '  [ ]       2  other',
    '  [ ]       1  rare',
  ]);
});

test('typing narrows, with upper and lower case alike; the cursor is on the first that is left', () => {
  const {lines, state} = open('R', ['down']);
  assert.deepEqual(lines.slice(0, 3), [
    'Find R_  2 of 2 buckets',
    '  [ ]       2  other',
    '> [ ]       1  rare',
  ]);
  assert.deepEqual(press(['enter'], snapshotOf(), state).state.query.buckets, ['rare']);
  assert.deepEqual(open('q').lines, ['Find q_  none buckets', 'no name has that']);
  assert.deepEqual(open('q', ['enter']).state.notice, 'nothing to choose here');
});

test('what is marked stays so while one types on, and Enter takes all of it', () => {
  const {state} = open('', ['space']);
  const typed = typeText(state, screenOf(state, snapshotOf(), SETTING), 'rar').state;
  const {state: last} = press(['space', 'enter'], snapshotOf(), typed);
  assert.deepEqual(last.query.buckets, ['common', 'rare']);
  assert.equal(last.mode, 'table');
});

test('Escape clears what was typed, then leaves all as it was', () => {
  const {state} = open('rar', ['space', 'escape']);
  assert.equal(state.mode, 'buckets');
  assert.equal(state.picker.search, '');
  const left = press(['escape'], snapshotOf(), state);
  assert.equal(left.state.mode, 'table');
  assert.deepEqual(left.state.query.buckets, []);
});

test('the cursor stays on its name when more tasks change the order', () => {
  const {state} = open('', ['down']);
  const more = [...TASKS, ...[7, 8, 9].map(index => aTask(index, {bucket: 'rare'}))];
  const lines = linesOf(state, {tasks: more});
  assert.equal(lines[1], '  [ ]       4  rare');
  assert.equal(
    lines.find(line => line.startsWith('>')),
    '> [ ]       2  other',
  );
});

test('where older tasks are not loaded it says so, each number by itself, and loads them on request', () => {
  const {lines, state} = open('', [], {coverage: PARTLY});
  assert.deepEqual(lines, [
    'Find _  1 of 3+ buckets  older buckets may be missing; → loads them',
    '> [ ]      3+  common',
    '  [ ]      2+  other',
    '  [ ]       1  rare',
  ]);
  const {effects, state: asked} = press(['right'], snapshotOf({coverage: PARTLY}), state);
  assert.deepEqual(effects.slice(0, 2), [
    {
      type: 'changeScope',
      scope: {states: [], buckets: [], since: undefined, isSinceAgo: undefined},
    },
    {type: 'loadAll'},
  ]);
  const loading = {...PARTLY, isLoading: true, loadedBackTo: NOW - 17 * 86_400_000};
  assert.match(
    linesOf(asked, {coverage: loading}).slice(0, 2).join(' '),
    // Esc leaves the choice here, and stops nothing.
    /1 of 3\+ buckets +loading, back to 01-14 \(17 of 31 days\) >/,
  );
  assert.equal(press(['right'], snapshotOf(), state).state.notice, 'all are here');
});

test('Regions and profiles are those that are watched: none is missing, with a task or without', () => {
  const sources = [
    A_SOURCE,
    {...A_SOURCE, region: 'eu-west-1'},
    {...A_SOURCE, region: 'eu-west-1', profile: 'prod'},
  ];
  const query = {...UNTOUCHED.query, states: ['Completed']};
  for (const coverage of [PARTLY, {...PARTLY, failure: 'No answer.'}]) {
    const options = {sources, coverage, tasks: [...TASKS, aTask(9, {source: 1})]};
    const snapshot = snapshotOf(options);
    for (const [key, noun, names] of [
      ['R', 'Regions', ['us-east-1', 'eu-west-1']],
      ['P', 'profiles', ['default', 'prod']],
    ] as const) {
      const {state, screen} = press([key], snapshot, {...UNTOUCHED, query});
      const [head = '', ...rows] = linesOf(state, options);
      assert.equal(head, `Find _  1 of 2 ${noun}`);
      assert.deepEqual(
        rows.map(row => row.split(' ').at(-1)),
        names,
      );
      assert.match(rows.join(), /\d\+ /, 'the tasks are not all here');
      assert.equal(press(['right'], snapshot, state).state.notice, 'all are here');
      assert.deepEqual(press(['right'], snapshot, state).effects, []);
      assert.deepEqual(screen.choices(), names);
    }
  }

  const {state} = press(['P', 'end', 'enter'], snapshotOf({sources}));
  assert.deepEqual(state.query.profiles, ['prod'], 'where there is no task yet');
  const loading = {...PARTLY, isLoading: true};
  const open = press(['R'], snapshotOf({sources, coverage: loading})).state;
  assert.match(linesOf(open, {sources, coverage: loading})[0] ?? '', /of 2 Regions {2}loading/);
});

test('a list that was loaded in full gives the filter its older pages back', () => {
  const filtered: ViewState = {...UNTOUCHED, query: {...UNTOUCHED.query, buckets: ['rare']}};
  const snapshot = snapshotOf({coverage: PARTLY});
  const {effects} = press(['b', 'right', 'escape'], snapshot, filtered);
  const scopes = effects.flatMap(effect =>
    effect.type === 'changeScope' ? [effect.scope.buckets] : [],
  );
  assert.deepEqual(scopes, [[], ['rare']]);
});

test('a list longer than its room goes with the cursor, and says where that is', () => {
  const tasks = Array.from({length: 62}, (_, index) => aTask(index, {bucket: `bucket-${index}`}));
  const snapshot = aSnapshot({tasks});
  const {state, screen} = press(['b', ...Array.from({length: 30}, () => 'down')], snapshot);
  const lines = screen.lines().map(line => line.map(({text}) => text).join(''));
  assert.equal(lines.length, screen.layout.body);
  assert.match(lines[0] ?? '', /31 of 62 buckets/);
  assert.ok(lines.some(line => line.startsWith('> ')));
  assert.equal(press(['end'], snapshot, state).screen.lines().length, screen.layout.body);
});

test('names of 63 characters stay different on a narrow screen', () => {
  const buckets = [1, 2, 3].map(number => `${'long-company-name-'.repeat(3)}archive-${number}`);
  const tasks = buckets.map((bucket, index) => aTask(index, {bucket}));
  const {state} = press(['b'], aSnapshot({tasks}));
  const shown = linesOf(state, {tasks}, {columns: 40, rows: 10}).slice(1);
  assert.equal(new Set(shown).size, 3);
  assert.ok(shown.every(line => line.length <= 40));
});

test('on a screen of 20 columns the counts give their margin to the names', () => {
  const tasks = Array.from({length: 120}, (_, index) =>
    aTask(index, {bucket: `ami-archive-0${index % 4}`}),
  );
  const {state} = press(['b'], aSnapshot({tasks}));
  const [, ...shown] = linesOf(state, {tasks}, {columns: 20, rows: 10});
  assert.equal(new Set(shown.map(line => line.slice(6))).size, 4, shown.join());
  assert.ok(shown.every(line => line.length <= 20 && / 30 {2}\S/.test(line)));
  const partly = linesOf(state, {tasks, coverage: PARTLY}, {columns: 20, rows: 10});
  const counted = partly.filter(line => line.includes('[ ]'));
  assert.ok(counted.length > 0);
  assert.ok(counted.every(line => line.length <= 20 && / 30\+ {2}\S/.test(line)));
});
