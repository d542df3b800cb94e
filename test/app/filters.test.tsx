import assert from 'node:assert/strict';
import test from 'node:test';
import type {SourceError, SourceStatus} from '../../source/poll/snapshot.js';
import {A_SOURCE, aTask, fakeStore, NOW, someTasks} from '../helpers/fake-store.js';
import {type Screen, type Size, startScreen} from './fake-terminal.js';

const STANDARD: Size = {columns: 80, rows: 24};
const WIDE: Size = {columns: 150, rows: 28};

async function quit(screen: Screen): Promise<void> {
  screen.type('\u{3}');
  await screen.ended;
}

/** What is marked as found, line by line below head and tabs: inverse, and not inverse in the bar of the selected row. */
function found({stdout}: Screen): readonly string[] {
  const {active} = stdout.terminal.buffer;
  return Array.from({length: stdout.rows - 2}, (_, row) => {
    const line = active.getLine(active.baseY + row + 2);
    const isBar = line?.getCell(0)?.isInverse();
    return Array.from({length: stdout.columns}, (_, column) => {
      const cell = line?.getCell(column);
      return cell?.isInverse() === isBar ? ' ' : (cell?.getChars() ?? ' ');
    })
      .join('')
      .trim();
  }).filter(Boolean);
}

const TASKS = [
  aTask(0, {storeTaskState: 'InProgress', progressPercentage: 40}),
  aTask(1, {storeTaskState: 'Failed', storeTaskFailureReason: 'Access Denied: access to KMS'}),
  aTask(2),
];

test('what is found is inverse, in every column and without colours', async () => {
  const screen = startScreen(fakeStore({tasks: TASKS}), WIDE);
  await screen.until(text => text.includes('All 3'));
  assert.deepEqual(found(screen), []);
  screen.type('/access');
  await screen.until(text => text.includes('1 found'));
  assert.equal(found(screen).join().replaceAll(/ +/g, ' '), 'Access access');
  screen.type('\u{15}state:in');
  await screen.until(text => text.includes('> ami-00000000000000000'));
  assert.deepEqual(found(screen), ['In']);
  screen.type('\u{15}!state:in /0{9}2/');
  await screen.until(text => text.includes('> ami-00000000000000002'));
  assert.match(found(screen).join(), /^0{9}2$/, 'in the ID');
  screen.type('\u{1B}');
  await screen.until(text => text.includes('All 3'));
  assert.deepEqual(found(screen), []);
  await quit(screen);
});

test('where the cell is cut, its ellipsis stands for what was found within it', async () => {
  const screen = startScreen(fakeStore({tasks: TASKS}), {columns: 60, rows: 12});
  await screen.until(text => text.includes('> ami-'));
  screen.type('/bucket:archive\r');
  await screen.until(text => text.includes('/bucket:arch'));
  assert.deepEqual([...new Set(found(screen))], ['…']);
  await quit(screen);
});

test('an expression that isn’t one says so where it is typed, and nothing fits', async () => {
  const screen = startScreen(fakeStore({tasks: TASKS}), STANDARD);
  await screen.until(text => text.includes('All 3'));
  screen.type('/');
  await screen.until(text => /^Search _ {2}text {2}\/regex\/ {2}!not/m.test(text));
  screen.type('/[');
  await screen.until(text =>
    /^Search \/\[_ {2}not a regular expression: unterminated character class$/m.test(text),
  );
  assert.match(
    screen.text(),
    /^ {2}nothing was searched: not a regular expression: unterminated character class$/m,
  );
  screen.type('a]mi/');
  await screen.until(text => text.includes('Search /[a]mi/_  3 found'));
  await quit(screen);
});

test('typing is seen on a small screen, too', async () => {
  const screen = startScreen(fakeStore({tasks: TASKS}), {columns: 40, rows: 6});
  await screen.until(text => text.includes('[1]All 3'));
  screen.type('/denied');
  await screen.until(text => /^Search denied_/m.test(text));
  screen.type('\r');
  await screen.until(text => /^\[1].*\/denied$/m.test(text));
  await quit(screen);
});

test('an expression without end doesn’t stop the screen', async () => {
  const tasks = [aTask(0, {storeTaskFailureReason: `${'a'.repeat(80)}!`})];
  const screen = startScreen(fakeStore({tasks}), STANDARD);
  await screen.until(text => text.includes('All 1'));
  screen.type('//^(a+)+$/');
  await screen.until(text => text.includes('this regular expression takes too long'));
  screen.type('\u{1B}');
  await screen.until(text => text.includes('All 1'));
  await quit(screen);
});

test('o and O order, and the order is in its heading or beside the filters', async () => {
  const screen = startScreen(fakeStore({tasks: TASKS}), STANDARD);
  await screen.until(text => text.includes('WHEN↓'));
  screen.type('o');
  await screen.until(text => text.includes('STATE↑'));
  assert.match(screen.text(), /STATE↑ +PROGRESS +WHEN /);
  screen.type('O');
  await screen.until(text => text.includes('STATE↓'));
  assert.match(screen.text(), /^> ami-0{16}2 {2}Completed/m);
  screen.type('ooo');
  await screen.until(text => text.includes('BUCKET↓ or WHY'));
  await quit(screen);
});

test('on 40x10 order and filters are there, by their keys', async () => {
  const screen = startScreen(fakeStore({tasks: someTasks(100)}), {columns: 40, rows: 10});
  await screen.until(text => text.includes('1-6 of 100'));
  screen.type('oO4/denied\r');
  await screen.until(text => /^\[1].* \/denied o state↓$/m.test(text));
  await quit(screen);
});

const ERROR: SourceError = {
  kind: 'credentials',
  code: 'ExpiredToken',
  message: 'The session has expired. Run aws sso login --profile prod.',
  since: NOW,
  count: 1,
};

const SOURCES: readonly SourceStatus[] = [
  A_SOURCE,
  {...A_SOURCE, region: 'eu-west-1', updatedAt: NOW - 61_000},
  {...A_SOURCE, profile: 'prod', region: 'eu-west-1', error: ERROR, nextPollAt: NOW + 12_000},
];

const ORIGIN_TASKS = Array.from({length: 24}, (_, index) =>
  aTask(index, {source: index % SOURCES.length}),
);

test('the sources that are well share a line with their counts, one that isn’t has its own, and tasks say where they are', async () => {
  const store = fakeStore({tasks: ORIGIN_TASKS, sources: SOURCES});
  const screen = startScreen(store, {columns: 130, rows: 40});
  await screen.until(text => text.includes('All 24'));
  const lines = screen.lines();
  assert.match(lines[0] ?? '', /3 sources/);
  assert.equal(lines[1], 'default · us-east-1 8+   default · eu-west-1 8+');
  assert.equal(
    lines[2],
    '! prod · eu-west-1: The session has expired. Run aws sso login --profile prod. (next try 12:00:12Z)',
  );
  assert.match(screen.text(), /AMI ID .* REGION +PROFILE/);
  assert.match(screen.text(), /ami-0{16}2 .* eu-west-1 +prod/);
  store.change({sources: SOURCES.map(source => ({...source, error: undefined}))});
  await screen.until(text => /^default · us-east-1 8\+ .* prod · eu-west-1 8\+$/m.test(text));
  await quit(screen);
});

test('where there is no room for a line each, the failing source is named in the banner', async () => {
  const store = fakeStore({tasks: ORIGIN_TASKS, sources: SOURCES});
  const screen = startScreen(store, {columns: 80, rows: 12});
  await screen.until(text => text.includes('next try '));
  assert.match(screen.text(), /^3 sources, 1 failing: prod\/eu-west-1: The session has/m);
  assert.doesNotMatch(screen.text(), /^default · us-east-1/m);
  assert.match(screen.text(), /ami-0{17} .* us-east-1 default/);
  await quit(screen);
});

test('R and P choose Regions and profiles, from lists with counts', async () => {
  const store = fakeStore({tasks: ORIGIN_TASKS, sources: SOURCES});
  const screen = startScreen(store, {columns: 130, rows: 40});
  await screen.until(text => text.includes('All 24'));
  screen.type('R');
  await screen.until(text => /^> \[ ] +16 {2}eu-west-1$/m.test(text));
  assert.match(screen.text(), /^Regions /m);
  screen.type(' \r');
  await screen.until(text => text.includes('R eu-west-1'));
  await screen.until(text => text.includes('All 16'));
  screen.type('P');
  await screen.until(text => /^> \[ ] +8 {2}default$/m.test(text));
  screen.type('\u{1B}[B\r');
  await screen.until(text => text.includes('All 8'));
  assert.match(screen.text(), /R eu-west-1 .*P prod/);
  assert.match(screen.text(), /\[2]InProgress 0 {2}\[3]Completed 8 /);
  screen.type('c');
  await screen.until(text => text.includes('All 24'));
  assert.doesNotMatch(store.calls.join(), /setScope.*eu-west-1/);
  await quit(screen);
});

test('with one source R and P say that there is nothing to choose', async () => {
  const screen = startScreen(fakeStore({tasks: TASKS}), STANDARD);
  await screen.until(text => text.includes('All 3'));
  assert.doesNotMatch(screen.text(), /REGION/);
  screen.type('R');
  await screen.until(text => text.includes('there is one source only'));
  screen.type('k');
  await screen.until(text => text.includes('All 3'));
  await quit(screen);
});

test('--columns decides which there are, and in which order', async () => {
  const screen = startScreen(fakeStore({tasks: TASKS}), WIDE, {
    columns: ['state', 'ami', 'reason'],
  });
  await screen.until(text => text.includes('All 3'));
  assert.match(screen.text(), /^ *STATE +AMI ID +WHY$/m);
  assert.match(screen.text(), / o start↓$/m);
  await quit(screen);
});

test('a wide screen has bucket and reason beside each other, and the reason whole in the preview', async () => {
  const screen = startScreen(fakeStore({tasks: TASKS}), {columns: 200, rows: 60});
  await screen.until(text => text.includes('All 3'));
  assert.match(screen.text(), /BUCKET +WHY +│/m);
  screen.type('j');
  await screen.until(text => /│ why +Access Denied: access to KMS$/m.test(text));
  await quit(screen);
});

test('a text that is typed or pasted is cut at 1,000 characters, and says so', async () => {
  for (const {columns, rows} of [STANDARD, {columns: 40, rows: 6}]) {
    for (const input of ['x'.repeat(33_000), `\u{1B}[200~${'x'.repeat(50_000)}\u{1B}[201~`]) {
      const screen = startScreen(fakeStore({tasks: TASKS}), {columns, rows});
      await screen.until(text => /^> /m.test(text));
      screen.type('/');
      await screen.until(text => text.includes('Search _'));
      screen.type(input);
      await screen.until(text => text.includes('cut at 1,000 characters'));
      screen.type('\u{7F}');
      await screen.until(text => text.includes('x_') && !text.includes('cut at'));
      screen.type('\u{15}0002');
      await screen.until(text => /^> (?:ami-0{13})?0002 /m.test(text));
      await quit(screen);
    }
  }
});
