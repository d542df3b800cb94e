import assert from 'node:assert/strict';
import test, {type TestContext} from 'node:test';
import {aTask, fakeStore, NOW, someTasks} from '../helpers/fake-store.js';
import {KEY} from '../helpers/pty-keys.js';
import {type Screen, startScreen} from './fake-terminal.js';

/*
Every key that the readme names, by what somebody sees who presses it. One screen for all of them, brought back to its start before each.
*/

/** Presses keys, and waits for what they are to show. */
type Step = readonly [keys: string, shows: string | RegExp];

/** Two running, one failed, the others completed; ten a bucket. */
const TASKS = someTasks(40).map((tracked, index) =>
  index === 25 ? aTask(index) : aTask(index, {...tracked.task, startedAt: NOW - index * 60_000}),
);

const selected = (index: number) =>
  new RegExp(`^> ami-${index.toString(16).padStart(17, '0')} `, 'm');

/** One task or two are listed. */
const FEW = /^>.*\n(?: .*\n)?\n+.*quit$/m;

const KEYS: Readonly<Record<string, readonly Step[]>> = {
  '↓ j ↑ k move by a row, and stay at the ends': [
    [KEY.down, selected(1)],
    ['j', selected(2)],
    [KEY.up, selected(1)],
    ['k', selected(0)],
    ['k', selected(0)],
  ],
  '→ PgDn ^F and ← PgUp ^B turn pages': [
    [KEY.right, selected(19)],
    [KEY.pageDown, selected(38)],
    [KEY.left, selected(19)],
    [KEY.ctrlF, selected(38)],
    [KEY.ctrlB, selected(19)],
    [KEY.pageUp, selected(0)],
  ],
  'G End and g Home go to the ends': [
    ['G', selected(39)],
    ['g', selected(0)],
    [KEY.end, '39-40 of 40'],
    [KEY.home, '1-19 of 40'],
  ],
  '1 2 3 4 choose a state, s the next one, c clears': [
    ['2', FEW],
    ['3', '1-19 of 37'],
    ['4', FEW],
    ['1', '1-19 of 40'],
    ['s', FEW],
    ['s', '1-19 of 37'],
    ['s', FEW],
    ['s', '1-19 of 40'],
    ['2', FEW],
    ['c', '1-19 of 40'],
  ],
  'b lists the buckets: ↑ ↓ move, typing narrows, space chooses, Enter applies, Esc leaves': [
    ['b', /^> \[ ] {6}10 {2}ami-archive-00$/m],
    [KEY.down, /^> \[ ] {6}10 {2}ami-archive-01$/m],
    [' ', /^> \[x] {6}10 {2}ami-archive-01$/m],
    [KEY.up, /^> \[ ] {6}10 {2}ami-archive-00$/m],
    [' ', /^> \[x] {6}10 {2}ami-archive-00$/m],
    [KEY.enter, 'b ami-archive-01, ami-archive-00'],
    ['b', /^> \[x] .*ami-archive-00$/m],
    [KEY.escape, '1-19 of 20'],
    ['b02', 'Find 02_  1 of 1 buckets'],
    [KEY.escape, 'Find _  1 of 4 buckets'],
    [KEY.escape, '1-19 of 20'],
    ['c', '1-19 of 40'],
  ],
  '/ searches while one types; Enter keeps it, Esc leaves it': [
    ['/', 'Search _'],
    ['0', 'Search 0_'],
    ['06', 'Search 006_  1 found'],
    [KEY.backspace, 'Search 00_'],
    [KEY.ctrlU, 'Search _'],
    ['DENIED', '1 found'],
    [KEY.enter, / \/DENIED$/m],
    ['/', 'Search DENIED_'],
    [KEY.escape, / \/ -$[\s\S]*1-19 of 40/m],
    ['/qrc4', /Search qrc4_[\s\S]*no task matches/],
    [KEY.enter, / \/qrc4$/m],
    ['c', / \/ -$[\s\S]*1-19 of 40/m],
  ],
  'o orders by the next column, O the other way round': [
    ['O', /WHEN↑[\s\S]*^> ami-0{15}27 /m],
    ['O', /WHEN↓[\s\S]*^> ami-0{17} /m],
    ['o', /STATE↑/],
    ['o', /PROGRESS[↓↑]/],
    ['o', /LEFT[↓↑]/],
    ['o', /BUCKET[↓↑]/],
    ['o', /WHEN↓/],
  ],
  't shows when, or how long ago': [
    ['j', selected(1)],
    ['t', /^> ami-0{16}1 .* 01-31 11:59Z /m],
    ['t', /^> ami-0{16}1 .*1m ago /m],
  ],
  'Enter shows everything of a task, Esc and q lead back': [
    ['4', FEW],
    [KEY.enter, /^Reason +Client error: access to the bucket was denied/m],
    [KEY.escape, FEW],
    [KEY.enter, /^Object +s3:\/\/ami-archive-01\/ami-0{16}5\.bin$/m],
    ['q', FEW],
  ],
  'e shows what has changed, Esc and q lead back': [
    ['e', /no changes since \d\d:\d\d\S* \(<1m ago\)/],
    [KEY.escape, '1-19 of'],
    ['e', /no changes since \d\d:\d\d\S* \(<1m ago\)/],
    ['q', '1-19 of'],
  ],
  'keys that arrive in one chunk are handled one by one': [
    [`jjj${KEY.down}${KEY.down}k`, selected(4)],
    ['2j', FEW],
    ['c/03\r', / \/03$/m],
    [`c${KEY.right}${KEY.right}${KEY.left}g`, selected(0)],
    [`b${KEY.down} ${KEY.enter}4`, /\[4]Failed 1 +b ami-archive-01 /],
  ],
};

async function walk(screen: Screen, steps: readonly Step[]): Promise<void> {
  for (const [keys, shows] of steps) {
    screen.type(keys);
    const isShown = (text: string) =>
      typeof shows === 'string' ? text.includes(shows) : shows.test(text);
    await screen.until(isShown, `${shows} after ${JSON.stringify(keys)}`);
  }
}

/** As it was when it started, wherever a test has left it. */
const START: readonly Step[] = [
  [KEY.escape, 'All '],
  ['cg', / b all {3}\/ -$[\s\S]*^> ami-0{17} /m],
];

async function startOne(t: TestContext) {
  const screen = startScreen(fakeStore({tasks: TASKS}), {columns: 80, rows: 24});
  t.after(async () => {
    screen.type(KEY.ctrlC);
    await screen.ended;
  });
  await screen.until(text => selected(0).test(text));
  return screen;
}

test('what each key shows', async t => {
  const screen = await startOne(t);
  for (const [what, steps] of Object.entries(KEYS)) {
    await t.test(what, async () => {
      await walk(screen, START);
      await walk(screen, steps);
    });
  }
});

test('? names every key', async t => {
  const screen = await startOne(t);
  await walk(screen, [['?', /^Move$/m]]);
  const help = [screen.text()];
  while (!screen.text().includes('changes nothing.')) {
    const before = screen.text();
    screen.type(KEY.pageDown);
    await screen.until(text => text !== before, 'more of the help');
    help.push(screen.text());
  }

  for (const key of [
    ...['↑ k', '↓ j', '→ PgDn ^F', '← PgUp ^B', 'g Home', 'G End', 'Enter', 'Esc', '/', 's'],
    ...['1', '2', '3', '4', 'b', 'R', 'P', 'c', 'o', 'O', 'p', 'r', '+', '-', 't', 'u', 'y', 'Y'],
    ...['e', '?', '^L', '^Z', 'q', '^C'],
  ]) {
    assert.ok(
      help.some(text => text.split('\n').some(line => line.startsWith(`  ${key} `))),
      `${key} is in the help`,
    );
  }
});
