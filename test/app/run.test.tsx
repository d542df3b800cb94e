import assert from 'node:assert/strict';
import test from 'node:test';
import type {SourceError} from '../../source/poll/snapshot.js';
import {
  A_SOURCE,
  aTask,
  type FakeStore,
  fakeStore,
  NOW,
  pagedStore,
  someTasks,
} from '../helpers/fake-store.js';
import {fakeClock, type Screen, type Size, startScreen} from './fake-terminal.js';

const HOUR_MS = 60 * 60_000;
const STANDARD: Size = {columns: 80, rows: 24};

async function quit(screen: Screen): Promise<void> {
  screen.type('\u{3}');
  await screen.ended;
}

test('the table shows state, progress, page and keys', async () => {
  const screen = startScreen(fakeStore({tasks: someTasks(194)}), STANDARD);
  await screen.until(text => text.includes('1-19 of 194'));
  const lines = screen.lines();
  assert.match(
    lines[0] ?? '',
    /^amiwatch {2}default · us-east-1 .*live · every 10s · read 11:59:57Z$/,
  );
  assert.match(
    lines[1] ?? '',
    /^\[1]All 194 {2}\[2]InProgress 10 {2}\[3]Completed 174 {2}\[4]Failed 10 +b all {3}\/ -$/,
  );
  assert.match(lines[2] ?? '', /^ {2}AMI ID +STATE +PROGRESS +WHEN↓ +BUCKET or WHY$/);
  assert.match(
    lines[3] ?? '',
    /^> ami-0{17} {2}InProgress \[-+] {3}0% {2}1m ago {2}ami-archive-00$/,
  );
  assert.match(lines[8] ?? '', /Failed {5}\[#+x+] {2}31% {2}6m ago {2}Client error: acc/);
  assert.match(lines[22] ?? '', /^1-19 of 194 .*\? help {2}q quit$/);
  assert.equal(lines[23], '');
  await quit(screen);
});

test('the head is never ahead of the rows below it', async () => {
  const {clock} = fakeClock();
  const pending = {...A_SOURCE, status: 'pending', updatedAt: undefined} as const;
  const store = fakeStore({sources: [pending]});
  const screen = startScreen(store, STANDARD, {clock});
  const {write} = screen.stdout;
  const heads: string[] = [];
  screen.stdout.write = (chunk, done) =>
    write.call(screen.stdout, chunk, () => {
      const [status, counts] = screen.lines();
      heads.push(`${/live|loading/.exec(status ?? '')}, ${/InProgress \S/.exec(counts ?? '')}`);
      done?.();
    });
  await screen.until(text => text.includes('loading'));
  store.change({sources: [pending], tasks: someTasks(194)});
  await screen.until(text => text.includes('> ami-'));
  // While the first of these frames is still held back.
  store.change({sources: [pending], tasks: someTasks(195)});
  store.change({sources: [A_SOURCE], tasks: someTasks(196)});
  await screen.until(text => text.includes('InProgress 10'));
  assert.deepEqual([...new Set(heads)], ['loading, InProgress -', 'live, InProgress 1']);
  await quit(screen);
});

/** As the screen writes it. */
function readAt(at: number): string {
  return `read ${new Date(at).toISOString().slice(11, 19)}`;
}

test('an idle minute costs at most 500 bytes, a poll without a change 200, and the passing time none', async () => {
  const {clock, pass} = fakeClock();
  const old = someTasks(30).map(({task}, index) =>
    aTask(index, {...task, storeTaskState: 'Completed', startedAt: NOW - 5 * HOUR_MS}),
  );
  const store = fakeStore({tasks: old});
  const screen = startScreen(store, STANDARD, {clock});
  await screen.until(text => text.includes('1-19 of 30') && screen.stdout.text.includes('[?2004h'));
  const before = screen.stdout.bytes;
  const costs: number[] = [];
  for (let poll = 0; poll < 6; poll++) {
    const start = screen.stdout.bytes;
    store.change({sources: [{...A_SOURCE, fetchStatus: 'fetching'}]});
    for (let second = 0; second < 10; second++) {
      pass(1000);
    }
    assert.equal(screen.stdout.bytes, start, 'bytes while only time passes');
    store.change({sources: [{...A_SOURCE, updatedAt: clock.now()}]});
    await screen.until(text => text.includes(readAt(clock.now())));
    costs.push(screen.stdout.bytes - start);
  }

  assert.ok(Math.max(...costs) <= 200, `${costs} bytes`);
  assert.ok(screen.stdout.bytes - before <= 500, `${costs} bytes in a minute`);
  // The ages of the rows go on all the same.
  pass(HOUR_MS);
  await screen.until(text => /Completed .* 6h ago/.test(text));
  await quit(screen);
});

test('only while an answer is late does the head count, by frames as any other', async () => {
  const {clock, pass} = fakeClock();
  const store = fakeStore({tasks: someTasks(3)});
  const screen = startScreen(store, STANDARD, {clock});
  await screen.until(text => text.includes('All 3'));
  const unavailable = {...error('service', 'EC2 can’t answer now.'), code: 'Unavailable'};
  store.change({sources: [{...A_SOURCE, nextPollAt: NOW + 60_000, error: unavailable}]});
  const next = new Date(NOW + 60_000).toISOString().slice(11, 19);
  for (const seconds of [0, 1, 2, 3]) {
    await screen.until(text =>
      text.includes(`NO ANSWER for ${seconds}s: EC2 Unavailable, next try ${next}`),
    );
    pass(1000);
  }

  assert.doesNotMatch(screen.stdout.text, /\u{1B}[78]/u, 'nothing is written over a frame');
  store.change({sources: [A_SOURCE]});
  await screen.until(text => text.includes('live · every 10s') && !text.includes('NO ANSWER'));
  await quit(screen);
});

test('q leaves with 0, gives the terminal back and lets the store go', async () => {
  const store = fakeStore({tasks: someTasks(3)});
  const screen = startScreen(store, STANDARD);
  await screen.until(text => text.includes('All 3'));
  assert.equal(screen.isUp(), true);
  assert.equal(screen.stdin.isRaw, true);
  assert.ok(store.listenerCount() > 0);
  screen.type('q');
  assert.deepEqual(await screen.ended, {exitCode: 0, message: undefined, notes: []});
  await screen.flushed();
  assert.equal(screen.isUp(), false);
  assert.equal(screen.stdin.isRaw, false);
  assert.equal(store.listenerCount(), 0);
  assert.ok(screen.stdout.text.endsWith('\u{1B}[?25h'), 'the cursor is shown');
});

test('the listeners of process and streams are the same before and after', async () => {
  const names = [
    'SIGINT',
    'SIGTERM',
    'SIGHUP',
    'SIGCONT',
    'uncaughtException',
    'unhandledRejection',
  ];
  const count = () => names.map(name => process.listenerCount(name));
  const before = count();
  const screen = startScreen(fakeStore(), STANDARD);
  await screen.until(text => text.includes('no tasks in the last 31 days'));
  await quit(screen);
  assert.deepEqual(count(), before);
  assert.equal(screen.stdout.listenerCount('resize'), 0);
  assert.equal(screen.stdin.listenerCount('end'), 0);
});

for (const [what, end, exitCode] of [
  ['^C', (screen: Screen) => screen.type('\u{3}'), 130],
  ['the end of stdin', (screen: Screen) => screen.stdin.end(), 129],
  ['a write error', (screen: Screen) => screen.stdout.emit('error', new Error('EIO')), 129],
  ['SIGTERM', () => process.emit('SIGTERM'), 143],
  ['SIGHUP', () => process.emit('SIGHUP'), 129],
  ['SIGINT', () => process.emit('SIGINT'), 130],
] as const) {
  test(`${what} ends it with ${exitCode}`, async () => {
    const screen = startScreen(fakeStore({tasks: someTasks(3)}), STANDARD);
    await screen.until(text => text.includes('All 3'));
    end(screen);
    assert.equal((await screen.ended).exitCode, exitCode);
  });
}

test('a terminal that is gone before its settings are given back ends it in silence', async () => {
  for (const [end, exitCode] of [
    [() => process.emit('SIGHUP'), 129],
    [(screen: Screen) => screen.type('q'), 0],
  ] as const) {
    const screen = startScreen(fakeStore({tasks: someTasks(3)}), STANDARD);
    await screen.until(text => text.includes('All 3'));
    // As Node tells of it.
    screen.stdin.setRawMode = () => {
      screen.stdin.emit('error', new Error('setRawMode EIO'));
      return screen.stdin;
    };
    end(screen);
    assert.deepEqual(await screen.ended, {exitCode, message: undefined, notes: []});
  }
});

const error = (kind: SourceError['kind'], message: string): SourceError => ({
  kind,
  code: undefined,
  message,
  since: NOW,
  count: 1,
});

test('without credentials it leaves with 253 and says so', async () => {
  const store = fakeStore({
    sources: [
      {
        ...A_SOURCE,
        status: 'pending',
        error: error('credentials', 'No credentials. Run aws login.'),
      },
    ],
  });
  const result = await startScreen(store, STANDARD).ended;
  assert.deepEqual(result, {
    exitCode: 253,
    message: 'No credentials. Run aws login.',
    notes: [],
  });
});

for (const [kind, expected] of [
  ['configuration', 253],
  ['credentials', 253],
  ['expired', 253],
  ['denied', 254],
  ['bad-request', 254],
  ['throttled', undefined],
  ['service', undefined],
  ['network', undefined],
  ['bad-answer', undefined],
] as const) {
  const becomes = expected === undefined ? 'is waited out' : `ends it with ${expected}`;
  test(`${kind} from the start ${becomes}, as with --wait and --follow`, async () => {
    const pending = {...A_SOURCE, status: 'pending', updatedAt: undefined} as const;
    const store = fakeStore({sources: [{...pending, error: error(kind, `It is ${kind}.`)}]});
    const screen = startScreen(store, STANDARD);
    if (expected === undefined) {
      await screen.until(text => text.includes(`It is ${kind}.`));
      screen.type('q');
    }

    const {exitCode, message} = await screen.ended;
    assert.equal(exitCode, expected ?? 0);
    assert.equal(message, expected === undefined ? undefined : `It is ${kind}.`);
  });
}

test('keys that are refused once are tried again, signed with the time of EC2; the second refusal ends it', async () => {
  const refused = {
    ...error('credentials', 'The clock of this machine is off.'),
    code: 'AuthFailure',
  };
  const pending = {...A_SOURCE, status: 'pending', updatedAt: undefined} as const;
  const store = fakeStore({sources: [{...pending, error: refused}]});
  const screen = startScreen(store, STANDARD);
  await screen.until(text => text.includes('The clock of this machine is off.'));
  store.change({sources: [{...pending, error: {...refused, count: 2}}]});
  assert.equal((await screen.ended).exitCode, 253);
});

test('a failed poll keeps the rows, says why and when the next try is', async () => {
  const store = fakeStore({tasks: someTasks(3)});
  const {clock, pass} = fakeClock();
  const screen = startScreen(store, STANDARD, {clock});
  await screen.until(text => text.includes('All 3'));
  store.change({
    sources: [
      {...A_SOURCE, nextPollAt: NOW + 12_000, error: error('network', 'EC2 doesn’t answer.')},
    ],
  });
  await screen.until(text => /next try 12:00:12Z .*\n^EC2 doesn’t answer\.$/m.test(text));
  assert.match(screen.text(), /NO ANSWER for 0s: network, next try 12:00:12Z · read 11:59:57Z$/m);
  assert.match(screen.text(), /ami-0{16}2/);
  pass(1000);
  await screen.until(text => text.includes('NO ANSWER for 1s'));
  store.change({sources: [A_SOURCE]});
  await screen.until(text => !text.includes('next try'));
  await quit(screen);
});

test('it leaves by itself when what it waits for is there', async () => {
  const store = fakeStore({tasks: [aTask(1, {storeTaskState: 'InProgress'})]});
  const screen = startScreen(store, STANDARD, {
    isFinished: ({tasks}) =>
      [...(tasks.chunks[0] ?? [])].every(({task}) => task.storeTaskState === 'Completed'),
  });
  await screen.until(text => text.includes('InProgress'));
  store.change({tasks: [aTask(1)]});
  assert.equal((await screen.ended).exitCode, 0);
});

test('keys in one chunk are handled one by one, each where the last one led', async () => {
  const screen = startScreen(fakeStore({tasks: someTasks(100)}), STANDARD);
  await screen.until(text => text.includes('1-19 of'));
  screen.type('jjj');
  await screen.until(text => /^> ami-0{16}3 /m.test(text));
  screen.type('4j');
  await screen.until(text => /^> ami-0{15}19 /m.test(text));
  screen.type('1/0005\r');
  await screen.until(text => / \/0005$/m.test(text));
  screen.type('/\u{1B}');
  await screen.until(text => text.includes('/ -'));
  await quit(screen);
});

test('an escape sequence may come in pieces', async () => {
  const screen = startScreen(fakeStore({tasks: someTasks(100)}), STANDARD);
  await screen.until(text => text.includes('1-19 of'));
  screen.type('\u{1B}');
  screen.type('[6');
  screen.type('~');
  await screen.until(text => text.includes('20-38 of'));
  await quit(screen);
});

test('pasted text triggers no key, and goes into a search that is open', async () => {
  const store = fakeStore({tasks: someTasks(100)});
  const screen = startScreen(store, STANDARD);
  await screen.until(text => text.includes('1-19 of'));
  screen.type('\u{1B}[200~qrp4\u{1B}[201~');
  screen.type('/');
  await screen.until(text => text.includes('Search _'));
  screen.type('\u{1B}[200~0005\n\u{1B}[201~');
  await screen.until(text => text.includes('Search 0005_'));
  assert.deepEqual(store.calls, []);
  await quit(screen);
});

test('the keys of the store reach it', async () => {
  const store = fakeStore({tasks: someTasks(5)});
  const screen = startScreen(store, STANDARD);
  await screen.until(text => text.includes('All 5'));
  screen.type('rp');
  await screen.until(text => text.includes('paused'));
  screen.type('p+--2c');
  await screen.until(() => store.calls.at(-1) === 'setScope');
  assert.deepEqual(store.calls, [
    'refresh',
    'pause',
    'resume',
    'setInterval 15000',
    'setInterval 10000',
    'setInterval 5000',
    'setScope InProgress',
    'setScope',
  ]);
  await quit(screen);
});

test('450 tasks: → reaches the oldest, and each was on the screen', async () => {
  const tasks = someTasks(450);
  const store = pagedStore(tasks, 200);
  const screen = startScreen(store, STANDARD);
  const seen = new Set<string>();
  const look = () => {
    for (const [id] of screen.text().matchAll(/ami-[\da-f]{17}/g)) {
      seen.add(id);
    }
  };

  await screen.until(text => text.includes('1-19 of newest 2'));
  look();
  for (let page = 2; page <= 24; page++) {
    screen.type('\u{1B}[C');
    await screen.until(text => {
      if (store.getSnapshot().coverage.isLoading) {
        store.answer();
      }

      return text.includes(`${(page - 1) * 19 + 1}-`);
    });
    look();
  }

  assert.equal(seen.size, 450);
  assert.match(screen.text(), /438-450 of 450/);
  await quit(screen);
});

test('older tasks that couldn’t be loaded are asked for again after the next poll, not before', async () => {
  const store = pagedStore(someTasks(450), 20);
  const screen = startScreen(store, STANDARD);
  await screen.until(() => store.calls.includes('loadOlder'));
  store.stopLoading();
  screen.type('k');
  await screen.until(text => text.includes('of newest 20; → loads older'));
  store.change({sources: [{...A_SOURCE, requestsPerMinute: 7}]});
  assert.deepEqual(store.calls, ['loadOlder', 'stopLoading']);
  store.change({sources: [{...A_SOURCE, updatedAt: NOW}]});
  await screen.until(() => store.calls.length > 2);
  assert.deepEqual(store.calls, ['loadOlder', 'stopLoading', 'loadOlder']);
  await quit(screen);
});

test('End loads everything and says how far it is; Esc stops it', async () => {
  const store = pagedStore(someTasks(450), 100);
  const screen = startScreen(store, STANDARD);
  await screen.until(text => text.includes('1-19 of'));
  screen.type('G');
  await screen.until(text => text.includes('loading, back to 01-31 (0 of 31 days), Esc stops'));
  screen.type('\u{1B}');
  await screen.until(text => text.includes('of newest 100; → loads older'));
  screen.type('G');
  await screen.until(text => text.includes('loading, back'));
  store.answer();
  await screen.until(text => text.includes('438-450 of 450'));
  assert.deepEqual(store.calls, ['loadAll', 'stopLoading', 'loadAll']);
  await quit(screen);
});

test('buckets: space chooses several, Enter applies, Esc leaves all as it was', async () => {
  const screen = startScreen(fakeStore({tasks: someTasks(40)}), STANDARD);
  await screen.until(text => text.includes('1-19 of'));
  screen.type('b');
  await screen.until(text => /^> \[ ] +10 {2}ami-archive-00$/m.test(text));
  screen.type(' \u{1B}[B ');
  await screen.until(text => /^> \[x] +10 {2}ami-archive-01$/m.test(text));
  screen.type('\r');
  await screen.until(text => text.includes('b ami-archive-00, ami-archive-01'));
  await screen.until(text => text.includes('1-19 of 20'));
  screen.type('b \u{1B}');
  await screen.until(text => text.includes('1-19 of 20'));
  await quit(screen);
});

test('one bar that moves costs few bytes', async () => {
  const tasks = someTasks(100);
  const store = fakeStore({tasks});
  const screen = startScreen(store, {columns: 120, rows: 40});
  await screen.until(text => text.includes('1-27') && screen.stdout.text.includes('[?2004h'));
  const before = screen.stdout.bytes;
  const moved = aTask(0, {storeTaskState: 'InProgress', progressPercentage: 50});
  store.change({tasks: [moved, ...tasks.slice(1)]});
  await screen.until(text => text.includes('50%'));
  assert.ok(screen.stdout.bytes - before <= 250, `${screen.stdout.bytes - before} bytes`);
  await quit(screen);
});

test('y and Y copy, and show what they copied', async () => {
  const screen = startScreen(fakeStore({tasks: someTasks(3)}), STANDARD);
  await screen.until(text => text.includes('All 3'));
  screen.type('y');
  await screen.until(text => text.includes('copied ami-00000000000000000'));
  assert.ok(screen.stdout.text.includes('\u{1B}]52;c;YW1pLTAwMDAwMDAwMDAwMDAwMDAw\u{7}'));
  screen.type('Y');
  await screen.until(text => text.includes('copied s3://ami-archive-00/ami-0'));
  screen.type('k');
  await screen.until(text => text.includes('All 3'));
  await quit(screen);
});

test('^L draws over whatever got onto the screen', async () => {
  const screen = startScreen(fakeStore({tasks: someTasks(30)}), STANDARD);
  await screen.until(text => text.includes('1-19 of'));
  const clean = screen.text();
  screen.stdout.write('\u{1B}[5;10Hgarbage');
  await screen.until(text => text.includes('garbage'));
  screen.type('\u{C}');
  await screen.until(text => text === clean, 'the screen as it was');
  await quit(screen);
});

test('the event log says what changed, with the time, and marks gaps', async () => {
  const before = aTask(1, {storeTaskState: 'InProgress', progressPercentage: 40});
  const after = aTask(1, {storeTaskState: 'Failed', storeTaskFailureReason: 'No access.'});
  const base = {key: after.key, source: 0, task: after.task, previous: before.task};
  const store = fakeStore({
    tasks: [after],
    events: [
      {type: 'gap', at: NOW - 120_000, from: NOW - 720_000, source: 0, reason: 'asleep'},
      {...base, type: 'progressed', task: before.task, at: NOW - 90_000},
      {...base, type: 'failed', at: NOW - 60_000},
    ],
  });
  const screen = startScreen(store, STANDARD);
  await screen.until(text => text.includes('All 1'));
  screen.type('e');
  await screen.until(text => text.includes('Event log'));
  const text = screen.text();
  assert.match(text, /^> 11:59 {2}1m ago ami-0{16}1 {2}FAILED at 100% {2}No access\.$/m);
  assert.match(text, /^ {2}11:58 {2}1m ago ami-0{16}1 {2}40% to 40%$/m);
  assert.match(text, /^. 11:58 {2}2m ago -- not watched for 10m: asleep$/m);
  screen.type('q');
  await screen.until(text => text.includes('All 1'));
  await quit(screen);
});

test('Enter shows every field of the task, the reason in full', async () => {
  const reason = 'Client error: access to the bucket was denied while writing the object. '.repeat(
    2,
  );
  const task = aTask(1, {
    storeTaskState: 'Failed',
    progressPercentage: 31,
    storeTaskFailureReason: reason,
  });
  const screen = startScreen(fakeStore({tasks: [task]}), STANDARD);
  await screen.until(text => text.includes('All 1'));
  screen.type('\r');
  await screen.until(text => text.includes('Detail'));
  const text = screen.text();
  assert.ok(text.replace(/\s+/g, ' ').includes(reason.trim()));
  assert.match(text, /^Object {4}s3:\/\/ami-archive-01\/ami-0{16}1\.bin$/m);
  assert.match(text, /^Started {3}11:58:00Z?, 2m ago$/m);
  assert.match(text, /^Listed {4}until 2026-03-03 \(EC2 lists tasks for 31 days\)$/m);
  await quit(screen);
});

const SIZES: readonly Size[] = [
  [200, 60],
  [120, 40],
  [80, 24],
  [60, 16],
  [40, 10],
  [20, 5],
  [80, 3],
  [10, 2],
  [1, 1],
].map(([columns = 1, rows = 1]) => ({columns, rows}));

const SCREENS: Readonly<Record<string, () => FakeStore>> = {
  table: () => fakeStore({tasks: someTasks(100)}),
  'one AMI': () => {
    const task = aTask(1, {storeTaskState: 'InProgress', progressPercentage: 41});
    return fakeStore({tasks: [task], imageIds: [task.task.amiId ?? '']});
  },
  'five sources': () =>
    fakeStore({
      tasks: someTasks(100),
      sources: [1, 2, 3, 4, 5].map(number => ({
        ...A_SOURCE,
        region: `eu-west-${number}`,
        ...(number === 4 ? {error: error('network', 'EC2 doesn’t answer. '.repeat(9))} : {}),
      })),
    }),
  trouble: () =>
    fakeStore({
      tasks: someTasks(100),
      sources: [A_SOURCE, {...A_SOURCE, error: error('network', 'EC2 doesn’t answer. '.repeat(9))}],
    }),
};

for (const [name, make] of Object.entries(SCREENS)) {
  test(`${name}: no line wraps at any size, and a resize leaves nothing behind`, async () => {
    const moving = startScreen(make(), SIZES[0] as Size);
    for (const size of [...SIZES, ...SIZES.toReversed()]) {
      const what = `${size.columns}x${size.rows}`;
      const fresh = startScreen(make(), size);
      await fresh.until(text => text.trim() !== '', what);
      if (size.rows > 3) {
        assert.equal(fresh.lines().at(-1), '', `${what}: one row stays free`);
      }

      moving.resize(size);
      await moving.until(
        text => text === fresh.text(),
        `${what} as drawn at once:\n${fresh.text()}`,
      );
      await quit(fresh);
    }

    await quit(moving);
  });
}

const OVERLAYS = {'?': 'Help', b: 'Buckets', e: 'Event log', '\r': 'Detail'} as const;

test('every overlay fits every size', async () => {
  for (const size of SIZES.filter(({rows}) => rows >= 5)) {
    const screen = startScreen(fakeStore({tasks: someTasks(100)}), size);
    for (const [key, title] of Object.entries(OVERLAYS)) {
      screen.type(key);
      await screen.until(text => text.includes(title));
      assert.equal(screen.lines().at(-1), '', `${title} at ${size.columns}x${size.rows}`);
      assert.match(screen.lines().at(-2) ?? '', new RegExp(`^${title}`));
      screen.type('\u{1B}');
      await screen.until(text => !text.includes(title));
    }

    await quit(screen);
  }
});

test('without UTF-8 and without colour only ASCII is drawn', async () => {
  const screen = startScreen(fakeStore({tasks: someTasks(30)}), STANDARD, {env: {LANG: 'C'}});
  await screen.until(text => text.includes('1-19 of'));
  assert.match(screen.text(), /^[\n -~]+$/);
  assert.doesNotMatch(screen.stdout.text, /\u{1B}\[3\dm/u);
  await quit(screen);
});

test('--color on colours the states', async () => {
  const screen = startScreen(fakeStore({tasks: someTasks(30)}), STANDARD, {
    color: 'on',
    env: {NO_COLOR: '1'},
  });
  await screen.until(text => text.includes('1-19 of'));
  assert.match(screen.stdout.text, /\u{1B}\[2m {2}Completed/u, 'the ordinary is quiet');
  assert.match(screen.stdout.text, /\u{1B}\[36m\[2\]InProgress/u);
  assert.match(screen.stdout.text, /\u{1B}\[31m {2}Failed/u);
  await quit(screen);
});
