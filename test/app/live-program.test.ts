import assert from 'node:assert/strict';
import test from 'node:test';
import type {Copied} from '../../source/app/copy-text.js';
import {createLiveProgram} from '../../source/app/live-program.js';
import {createProblemLog, observed} from '../../source/app/observed.js';
import type {Trouble} from '../../source/view/panels/trouble-lines.js';
import {
  A_SOURCE,
  aTask,
  type FakeStore,
  fakeStore,
  NOW,
  pagedStore,
  someTasks,
} from '../helpers/fake-store.js';
import {SETTING, UNTOUCHED} from '../helpers/screen-state.js';
import {fakeClock} from './fake-terminal.js';

const settled = () => new Promise<void>(resolve => setImmediate(resolve));

// Ink lays the whole screen out for every screen it is told of, and then writes nothing if it looks the same: only counting them tells.

function start(
  store: FakeStore,
  {
    copied = 'terminal',
    isSeen = true,
    initial = UNTOUCHED,
  }: {
    readonly copied?: Copied;
    readonly isSeen?: boolean;
    readonly initial?: typeof UNTOUCHED;
  } = {},
) {
  const {clock, pass, timerCount} = fakeClock();
  const done: string[] = [];
  const problems = createProblemLog();
  const troubles = observed<readonly Trouble[]>([]);
  const program = createLiveProgram({
    store,
    clock,
    problems,
    troubles,
    terminal: {
      leave: code => done.push(`leave ${code}`),
      redraw: () => done.push('redraw'),
      suspend: () => done.push('suspend'),
      async copy(text) {
        done.push(`copy ${text}`);
        return copied;
      },
    },
    initial,
    setting: SETTING,
  });
  let screens = 0;
  const look = () =>
    program.subscribe(() => {
      screens++;
    });
  const stop = isSeen ? look() : () => {};
  return {program, pass, timerCount, done, problems, troubles, stop, screens: () => screens};
}

test('a poll tells of a screen for its answer, which tells when it was read, and of none while it is under way', () => {
  const store = fakeStore({tasks: someTasks(3)});
  const {program, screens} = start(store);
  for (let poll = 0; poll < 10; poll++) {
    const last = program.getScreen();
    const read = program.getScreen().snapshot.sources[0]?.updatedAt;
    store.change({sources: [{...A_SOURCE, updatedAt: read, fetchStatus: 'fetching'}]});
    assert.equal(program.getScreen(), last);
    store.change({sources: [{...A_SOURCE, updatedAt: NOW + poll}]});
    assert.equal(screens(), poll + 1);
  }

  store.change({tasks: someTasks(4)});
  assert.equal(screens(), 11);
  assert.equal(program.getScreen().rows.total, 4);
});

test('time that changes nothing to be seen tells of no screen', () => {
  const hour = 60 * 60_000;
  const store = fakeStore({tasks: [aTask(0, {startedAt: NOW - 50 * 60_000})]});
  const {program, pass, screens} = start(store);
  const told: number[] = [];
  for (let second = 10; second <= 60; second += 10) {
    pass(10_000);
    told.push(screens());
  }

  assert.deepEqual(told, [0, 0, 0, 0, 0, 1]);
  assert.equal(program.getScreen().now, NOW + 60_000);
  store.change({tasks: [aTask(0, {startedAt: NOW - 500 * hour})]});
  const before = screens();
  pass(hour);
  assert.equal(screens(), before);
});

test('what a poll has just brought up to date is not drawn in between as well', () => {
  const second = 1000;
  const running = aTask(0, {
    startedAt: NOW - 60 * second,
    storeTaskState: 'InProgress',
    progressPercentage: 10,
  });
  const store = fakeStore({tasks: [running]});
  const {program, pass, screens} = start(store);
  for (let poll = 1; poll <= 30; poll++) {
    // As far apart as the usual interval lets them be.
    pass(11 * second);
    store.change({sources: [{...A_SOURCE, updatedAt: NOW + poll * 11 * second}]});
    assert.equal(screens(), poll);
    assert.equal(program.getScreen().now, NOW + poll * 11 * second);
  }

  const before = screens();
  pass(60 * second);
  assert.ok(screens() > before, 'without polls its age goes on by itself');
});

test('a search by age is compared with the time at which it is typed', () => {
  const day = 24 * 60 * 60_000;
  const store = fakeStore({tasks: [aTask(0, {startedAt: NOW - 9 * day + 5000})]});
  const {program, pass} = start(store);
  program.press(['/', ...'since:9d']);
  assert.equal(program.getScreen().rows.total, 1);
  program.press(['ctrl+u']);
  pass(9000);
  program.press([...'since:216h']);
  assert.equal(program.getScreen().rows.total, 0);
});

test('keys of one piece are each handled in what the one before has left', () => {
  const store = fakeStore({tasks: someTasks(60)});
  const {program, done} = start(store);
  program.press(['p', 'p', '+', '+', '-', 'j', 'y', 'right', 'enter', 'q', 'q']);
  assert.deepEqual(store.calls, [
    'pause',
    'resume',
    'setInterval 15000',
    'setInterval 30000',
    'setInterval 15000',
  ]);
  assert.deepEqual(done, [`copy ${someTasks(2)[1]?.task.amiId}`, 'leave 0']);
  assert.equal(program.getScreen().cursor.index, 20);
});

test('what comes in one piece is searched for as a whole', () => {
  const store = fakeStore({tasks: someTasks(60)});
  const {program, screens} = start(store);
  program.press(['/', ...'state:fail', 'enter', 'j']);
  assert.equal(screens(), 1);
  const {state, rows, cursor} = program.getScreen();
  assert.deepEqual([state.query.search, rows.total, cursor.index], ['state:fail', 3, 1]);
  program.press(['/']);
  program.paste('ed\u{7}reason:denied\n');
  assert.equal(program.getScreen().state.query.search, 'state:failed reason:denied');
});

test('what can’t be copied stays in sight until the next key', async () => {
  const {program, pass} = start(fakeStore({tasks: someTasks(3)}), {copied: 'nowhere'});
  program.press(['y']);
  await settled();
  pass(60_000);
  assert.match(program.getScreen().state.notice ?? '', /^can't be copied here: ami-0+$/);
  program.press(['j']);
  assert.equal(program.getScreen().state.notice, undefined);
});

test('what has been copied where is told for a moment', async () => {
  const {program, pass} = start(fakeStore({tasks: someTasks(3)}), {copied: 'tmux'});
  program.press(['y']);
  assert.equal(program.getScreen().state.notice, undefined, 'not before it is done');
  await settled();
  assert.match(program.getScreen().state.notice ?? '', /^copied ami-0+: in tmux's buffer$/);
  pass(5000);
  assert.equal(program.getScreen().state.notice, undefined);
});

test('a key without a meaning says so for a moment, and the last of several keys has the word', () => {
  const {program, pass, timerCount} = start(fakeStore({tasks: someTasks(3)}));
  const timers = timerCount();
  const notice = () => program.getScreen().state.notice;
  program.press(['x']);
  assert.equal(notice(), 'x does nothing here, ? help');
  pass(4999);
  program.press(['j', 'z']);
  assert.equal(notice(), 'z does nothing here, ? help');
  pass(4999);
  assert.equal(notice(), 'z does nothing here, ? help');
  pass(1);
  assert.equal(notice(), undefined);
  program.press(['x', 'j']);
  assert.equal(notice(), undefined);
  assert.equal(timerCount(), timers);
});

test('a filter that a key sets is told to the store, and older tasks are asked for within it', () => {
  const store = pagedStore(someTasks(200), 20);
  const {program} = start(store);
  assert.deepEqual(store.calls, ['loadOlder']);
  store.answer();
  program.press(['4']);
  assert.deepEqual(store.calls.slice(-2), ['setScope Failed', 'loadOlder']);
  store.answer();
  assert.equal(program.getScreen().rows.total, 10);
  program.press(['G']);
  assert.equal(program.getScreen().cursor.index, 9);
});

test('a filter given at the start is told to the store before older tasks are asked for', () => {
  const store = pagedStore(someTasks(200), 20);
  start(store, {initial: {...UNTOUCHED, query: {...UNTOUCHED.query, states: ['Failed']}}});
  assert.deepEqual(store.calls, ['setScope Failed', 'loadOlder']);
});

test('also where the first answer is there before the screen', () => {
  const store = pagedStore(someTasks(200), 20);
  const initial = {...UNTOUCHED, query: {...UNTOUCHED.query, states: ['Failed']}};
  const {program} = start(store, {initial, isSeen: false});
  program.resize(SETTING.size);
  program.subscribe(() => {});
  assert.deepEqual(store.calls, ['setScope Failed', 'loadOlder']);
  store.answer();
  assert.equal(program.getScreen().rows.total, 10);
});

test('a page that waits is turned when its tasks come', () => {
  const store = pagedStore(someTasks(200), 20);
  const {program} = start(store);
  program.press(['right']);
  assert.equal(program.getScreen().cursor.index, 0);
  store.answer();
  assert.equal(program.getScreen().state.pending, undefined);
  assert.equal(program.getScreen().cursor.index, 19);
});

test('another size is another page at once, and the same size is none', () => {
  const {program, screens} = start(fakeStore({tasks: someTasks(60)}));
  program.resize(SETTING.size);
  assert.equal(screens(), 0);
  program.resize({columns: 80, rows: 14});
  program.press(['right']);
  assert.equal(program.getScreen().cursor.index, program.getScreen().pageSize);
  program.resize({columns: 80, rows: 50});
  assert.ok(program.getScreen().pageSize > 30);
});

test('a problem is another screen, and what doesn’t work takes a line of it', () => {
  const {program, problems, troubles} = start(fakeStore());
  problems.add({at: NOW, message: 'the log is full'});
  assert.equal(program.getScreen().problems.length, 1);
  const {pageSize} = program.getScreen();
  troubles.set([{about: 'exec', since: NOW, reason: 'exits with 1', count: 1}]);
  assert.equal(program.getScreen().pageSize, pageSize - 1);
});

test('whoever looks last ends polling and timers', () => {
  const store = fakeStore();
  const {stop, timerCount} = start(store);
  assert.equal(store.listenerCount(), 1);
  stop();
  assert.equal(store.listenerCount(), 0);
  assert.equal(timerCount(), 0);
});

test('a screen that comes up late starts with what is known by then', () => {
  const store = fakeStore({sources: [{...A_SOURCE, status: 'pending', updatedAt: undefined}]});
  const {program, pass} = start(store, {isSeen: false});
  store.change({tasks: someTasks(5), sources: [A_SOURCE]});
  pass(60_000);
  program.resize(SETTING.size);
  assert.equal(program.getScreen().rows.total, 5);
  assert.equal(program.getScreen().now, NOW + 60_000);
});
