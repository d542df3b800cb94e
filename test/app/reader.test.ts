import assert from 'node:assert/strict';
import test from 'node:test';
import {A_SOURCE, aTask, fakeStore, NOW, someTasks} from '../helpers/fake-store.js';
import {fakeClock, startScreen} from './fake-terminal.js';

const env = {LANG: 'C.UTF-8', TERM: 'xterm-256color', INK_SCREEN_READER: 'true'};
const SIZE = {columns: 80, rows: 24};

test('a screen reader gets sentences: no bars, no columns, no seconds', async () => {
  const {clock, pass} = fakeClock();
  const store = fakeStore({
    tasks: [
      aTask(0, {
        storeTaskState: 'InProgress',
        progressPercentage: 50,
        startedAt: NOW - 20 * 60_000,
      }),
      aTask(1, {
        storeTaskState: 'Failed',
        storeTaskFailureReason: 'Access denied',
        startedAt: NOW - 30 * 60_000,
      }),
    ],
  });
  const screen = startScreen(store, SIZE, {env, clock});
  await screen.until(text => text.includes('Selected'));
  const text = screen.text();
  assert.match(text, /^Live\. 1 InProgress, 0 Completed, 1 Failed\.$/m);
  assert.match(text, /^Row 1 of 2\. Question mark: help\.$/m);
  assert.ok(
    text
      .replaceAll('\n', ' ')
      .includes(
        'Selected: ami-00000000000000000, InProgress, 50%, ready about 12:20Z, started 01-31 11:40Z, bucket ami-archive-00.',
      ),
    text,
  );
  assert.match(text.replaceAll('\n', ' '), /reason: Access denied\./);
  assert.doesNotMatch(text, /\[[#=x-]+]| {3,}\S|ago/);
  const {bytes} = screen.stdout;
  pass(1000);
  pass(1000);
  await screen.flushed();
  assert.equal(screen.stdout.bytes, bytes, 'seconds are not read out');
  screen.type('j');
  await screen.until(now => /^Selected: ami-0{16}1, Failed/m.test(now));
  screen.type('\r');
  await screen.until(now => /^Reason, Access denied$/m.test(now));
  assert.match(screen.text(), /^State, Failed$/m);
  screen.type('q/denied');
  await screen.until(now => now.includes('Search: denied.'));
  screen.type('\u{3}');
  await screen.ended;
});

test('hours and polls that change nothing write nothing, whatever is open', async () => {
  const {clock, pass} = fakeClock();
  const store = fakeStore({
    tasks: [aTask(0, {storeTaskState: 'InProgress', progressPercentage: 50}), aTask(1)],
  });
  const screen = startScreen(store, SIZE, {env, clock});
  await screen.until(text => text.includes('Selected'));
  for (const [keys, shows] of [
    ['', /^Row 1/m],
    ['\r', /^Detail\. Escape leads back\.$/m],
    ['qe', /^Event log\. /m],
    ['q', /^Row 1/m],
  ] as const) {
    screen.type(keys);
    await screen.until(text => shows.test(text));
    await screen.flushed();
    const {bytes} = screen.stdout;
    const before = screen.text();
    for (let poll = 1; poll < 20; poll++) {
      pass(7 * 60_000);
      const [source] = store.getSnapshot().sources;
      if (source) {
        store.change({
          sources: [{...source, updatedAt: clock.now(), nextPollAt: clock.now() + 10_000}],
        });
      }
    }

    await screen.flushed();
    assert.equal(screen.text().replace('not moving, ', ''), before, keys);
    assert.ok(screen.stdout.bytes - bytes <= 400, `${screen.stdout.bytes - bytes} bytes`);
  }

  screen.type('\u{3}');
  await screen.ended;
});

test('account and Region are said, of every source', async () => {
  const one = startScreen(fakeStore({sources: [{...A_SOURCE, account: '111122223333'}]}), SIZE, {
    isReader: true,
  });
  await one.until(text =>
    /^Account 111122223333, profile default, Region us-east-1\.$/m.test(text),
  );
  one.type('\u{3}');
  await one.ended;
  const sources = [A_SOURCE, {...A_SOURCE, profile: 'ops', region: 'eu-west-1'}];
  const two = startScreen(fakeStore({sources}), {columns: 200, rows: 24}, {isReader: true});
  await two.until(text =>
    text.includes('2 sources: profile default, Region us-east-1; profile ops, Region eu-west-1.'),
  );
  two.type('\u{3}');
  await two.ended;
});

test('what happens is said in sentences, failures first, and moves no other line', async () => {
  const store = fakeStore({tasks: someTasks(30)});
  const screen = startScreen(store, SIZE, {isReader: true});
  await screen.until(text => text.includes('Selected'));
  const event = (type: 'failed' | 'completed', index: number) => {
    const {task, key} = aTask(index, {
      storeTaskState: type === 'failed' ? 'Failed' : 'Completed',
      progressPercentage: 46,
      storeTaskFailureReason: type === 'failed' ? 'AccessDenied: Access Denied' : '',
    });
    return {type, at: NOW, key, source: 0, task, previous: task} as const;
  };
  const before = screen.lines();
  const events = [event('completed', 1), event('failed', 2)];
  store.change({events});
  const failure = 'ami-00000000000000002 failed at 46%: AccessDenied: Access Denied.';
  await screen.until(text => text.includes(failure));
  const after = screen.lines();
  const changed = before.flatMap((line, index) => (line === after[index] ? [] : [line]));
  assert.deepEqual([...new Set(changed)], [''], 'only lines that were empty');
  assert.equal(after[after.indexOf(failure) + 1], 'ami-00000000000000001 completed.');
  store.change({events: [...events, {...event('failed', 3), at: NOW + 10_000}]});
  await screen.until(text => text.includes('ami-00000000000000003 failed at 46%'));
  assert.equal(screen.lines().indexOf(failure), after.indexOf(failure), 'it stays where it was');
  screen.type('x');
  await screen.until(text => text.includes('x does nothing here, ? help.'));
  screen.type('\u{3}');
  await screen.ended;
});

test('a move says the row and the task, and no task that is not meant', async () => {
  const screen = startScreen(fakeStore({tasks: someTasks(30)}), SIZE, {isReader: true});
  await screen.until(text => text.includes('Row 1 of 30'));
  const before = screen.lines();
  screen.type('j');
  await screen.until(text => /^Row 2 of 30/m.test(text) && /^Selected: ami-0{16}1,/m.test(text));
  const after = screen.lines();
  const changed = after.filter((line, index) => line !== before[index]);
  assert.match(changed.join(' '), /^Row 2 of 30\. Question mark: help\. Selected: ami-0{16}1, /);
  screen.type('\u{3}');
  await screen.ended;
});

test('what is read out never takes more than the screen, at any size', async () => {
  for (const size of [
    {columns: 200, rows: 60},
    SIZE,
    {columns: 40, rows: 10},
    {columns: 20, rows: 5},
  ]) {
    const screen = startScreen(fakeStore({tasks: someTasks(100)}), size, {env});
    await screen.until(text => text.trim() !== '');
    for (const keys of ['?', '\u{1B}', 'e', '\u{1B}', '\r', '\u{1B}', 'G']) {
      screen.type(keys);
      await screen.flushed();
      await new Promise(resolve => setImmediate(resolve));
    }

    await screen.until(() => screen.lines().at(-1) === '', `${size.columns}x${size.rows}`);
    screen.type('\u{3}');
    await screen.ended;
  }
});

test('what has happened since the last key is said, until it is cleared', async () => {
  const {clock} = fakeClock();
  const {task, key} = aTask(0, {storeTaskState: 'Failed'});
  const store = fakeStore({tasks: someTasks(3)});
  const screen = startScreen(store, SIZE, {env, clock});
  await screen.until(text => text.includes('Selected'));
  store.change({events: [{type: 'failed', at: NOW, key, source: 0, task, previous: task}]});
  await screen.until(text =>
    /^Since you looked \(\d\d:\d\d\S*\): 1 failed\. e tells more\.$/m.test(text),
  );
  screen.type('\u{1B}');
  await screen.until(text => !text.includes('Since you looked'));
  screen.type('\u{3}');
  await screen.ended;
});

test('the overview is read out as sentences, what the cursor is on first', async () => {
  const store = fakeStore({
    tasks: [
      ...someTasks(30),
      aTask(40, {storeTaskState: 'Failed', storeTaskFailureReason: 'SlowDown: later'}),
    ],
  });
  const screen = startScreen(store, {columns: 120, rows: 60}, {env});
  await screen.until(text => text.includes('Selected'));
  screen.type('v');
  await screen.until(text => /^Selected: Failed: Client error: access/m.test(text));
  assert.match(screen.text(), /^31 days: 31 started, 3 failed \(9\.7 %\)$/m);
  assert.match(screen.text(), /^Failed: SlowDown, 1 in 31 days, 1 in 7 days$/m);
  assert.match(screen.text(), /^Bucket ami-archive-01: \d+ in 31 days, \d failed, /m);
  screen.type('j');
  await screen.until(text => text.includes('Selected: Failed: SlowDown'));
  screen.type('\t');
  await screen.until(text => text.includes('Selected: Bucket ami-archive-0'));
  assert.doesNotMatch(screen.text(), /[|#]|STARTED PER DAY/);
  screen.type('\u{3}');
  await screen.ended;
});
