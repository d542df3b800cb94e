import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import process from 'node:process';
import test from 'node:test';
import type {Pty} from '../helpers/pty.js';
import {KEY} from '../helpers/pty-keys.js';
import {assertGone, quit, startLive} from '../helpers/pty-live.js';
import {ptyScenario, someDemoTasks} from '../helpers/pty-scenario.js';

/** In Latin-1, byte 0x9B of the letter U+00DB begins a control sequence. */
const HOSTILE = 'Û[2J\u{E9} 漢字 👍🏽 e\u{301}';

const tasks = () =>
  someDemoTasks(6).map((task, index) => ({
    ...task,
    bucket: `bucket-${HOSTILE}`,
    s3ObjectKey: `${HOSTILE}.bin`,
    ...(index > 0 && {storeTaskState: 'Failed', storeTaskFailureReason: `Denied ${HOSTILE}`}),
  }));

/** The ways to say that a terminal has no UTF-8. */
const LOCALES = {
  'LANG=C': {LANG: 'C', LC_ALL: undefined, LC_CTYPE: undefined},
  'no locale': {LANG: undefined, LC_ALL: undefined, LC_CTYPE: undefined},
  'LC_ALL=de_DE': {LANG: 'C.UTF-8', LC_ALL: 'de_DE', LC_CTYPE: 'C.UTF-8'},
  'LC_CTYPE=en_US.ISO-8859-1': {LANG: 'C.UTF-8', LC_ALL: undefined, LC_CTYPE: 'en_US.ISO-8859-1'},
} as const;
const ENVS = Object.entries(LOCALES);

function assertAscii(pty: Pty): void {
  assert.doesNotMatch(pty.output(), /[^\0-~]/, 'something above 0x7E');
}

for (const [name, env] of ENVS) {
  test(`the screen, with ${name}: what can't be written is a mark as wide as it`, async t => {
    const scenario = ptyScenario(tasks());
    const {pty} = await startLive(t, {
      scenario,
      env,
      size: {columns: 200, rows: 40},
      args: ['--title', '--notify', '--bell', '-n', '2'],
      ready: /\d\d:\d\d:\d\dZ?$[\s\S]*^> ami-/m,
    });
    assert.match(pty.text(), /bucket-\?\[2J\?/);
    pty.press('/\u{E9}\u{DB}漢');
    await pty.waitFor('Search ??', 'the typed text');
    pty.press('\u{15}denied');
    await pty.waitFor(/ 5 found/, 'what was found');
    pty.press(`${KEY.enter}${KEY.enter}`);
    await pty.waitFor(/^Detail/m, 'the detail');
    pty.press('q');
    await pty.waitFor(/^> ami-/m, 'the table');
    scenario.change(0, {
      storeTaskState: 'Failed',
      storeTaskFailureReason: `Newly denied ${HOSTILE}`,
    });
    await pty.waitFor(/Failed 6/, 'the failure');
    pty.press('e');
    await pty.waitFor(/Newly denied \?\[2J/, 'the event');
    pty.press('q?');
    await pty.waitFor(/^Help/m, 'the help');
    pty.press('q');
    assertAscii(pty);
    await quit(pty);
  });
}

const REPORTS: readonly (readonly [args: readonly string[], shown: RegExp])[] = [
  [['--once', '--output', 'text'], /Denied \?\[2J/],
  [['--once', '--output', 'table', '--color', 'on'], /Denied \?\[2J/],
  [['--once', '--output', 'csv'], /Denied \?\[2J/],
  [['--once', '--output', 'json'], /Denied \\u00db\[2J\\u00e9 \\u6f22\\u5b57 \\ud83d\\udc4d/],
  [['--once', '--output', 'ndjson'], /Denied \\u00db/],
  [['--once', '--query', 'StoreImageTaskResults[].Bucket'], /bucket-\\u00db\[2J/],
  [['--follow', '--output', 'text', '-n', '2'], /Newly \?\[2J/],
  [['--follow', '--output', 'ndjson', '-n', '2'], /Newly \\u00db/],
  [['--wait', '--output', 'text', '-n', '2'], /Newly \?\[2J/],
  [['--wait', '--output', 'ndjson', '-n', '2'], /Newly \\u00db/],
  [['--once', '--state', 'Ünbekannt'], /\?nbekannt/],
  [['--once', 'ami-\u{DB}'], /ami-\?/],
  [['--\u{DB}nknown'], /\?/],
  [['--once', '--profile', '\u{DB}'], /\?/],
  [['--help'], /--once/],
  [['--completion', 'bash'], /complete/],
  [['--completion', 'fish'], /complete/],
  [['--completion', 'zsh'], /compdef/],
];

for (const [args, shown] of REPORTS) {
  test(`${args.join(' ')} on a terminal without UTF-8`, async t => {
    const scenario = ptyScenario(tasks());
    const {pty, endpoint} = await startLive(t, {
      scenario,
      env: LOCALES['LANG=C'],
      args,
      size: {columns: 300, rows: 100},
      hasScreen: false,
      ready: '',
    });
    if (args.includes('-n')) {
      await pty.waitFor(
        text => /running now|watching|ami-/i.test(text) && endpoint.requests.total().requests > 0,
        'what is watched',
      );
      scenario.change(0, {storeTaskState: 'Failed', storeTaskFailureReason: `Newly ${HOSTILE}`});
      await pty.waitFor(() => shown.test(pty.output()), 'the change');
    }

    if (args.includes('--follow')) {
      // Nothing else ends it.
      pty.press(KEY.ctrlC);
    }

    await pty.end('it prints and ends');
    assert.match(pty.output(), shown);
    assertAscii(pty);
  });
}

test('the lines of --wait on a screen that is left, without UTF-8', async t => {
  const scenario = ptyScenario(tasks());
  const {pty} = await startLive(t, {
    scenario,
    env: LOCALES['LANG=C'],
    args: ['--wait', '-n', '2'],
    size: {columns: 120, rows: 40},
  });
  scenario.change(0, {storeTaskState: 'Failed', storeTaskFailureReason: `Newly ${HOSTILE}`});
  await pty.end('it is over');
  assert.match(pty.normalText(), /Failed: Newly \?\[2J/);
  assertAscii(pty);
  await assertGone(pty, 1);
});

test('a pipe gets the data as it is, whatever the locale', async t => {
  const {pty} = await startLive(t, {
    scenario: ptyScenario(tasks()),
    env: LOCALES['LANG=C'],
    args: ['--once'],
    redirect: '| od -An -c | tr -d " \\n"',
    hasScreen: false,
    size: {columns: 200, rows: 2000},
    ready: '',
  });
  await pty.end('it ends');
  assert.match(pty.output(), /303233/, 'the bytes of the letter');
});

const skip = spawnSync('screen', ['-v']).error ? 'GNU screen is not installed' : false;
test('in GNU screen with LANG=C nothing is cleared, and no row is there that nobody sent', {
  skip,
}, async t => {
  const {pty} = await startLive(t, {
    // In Latin-1, these letters erase the screen and draw a row, as control sequences do.
    scenario: ptyScenario(
      tasks().map(task => ({
        ...task,
        storeTaskFailureReason: 'Denied Û2JÛ10;3Hami-fake Completed',
      })),
    ),
    env: {...LOCALES['LANG=C'], PATH: process.env.PATH, TERM: 'xterm-256color'},
    size: {columns: 200, rows: 40},
    prelude: 'stty -g >before; screen -c /dev/null -S amiwatch-ascii-$$ "$@"; exit $?',
    ready: /Denied \?2J\?10;3Hami-fake/,
    hasScreen: false,
  });
  assert.match(pty.text(), /^amiwatch {2}default/m, 'the head');
  assert.doesNotMatch(pty.text(), /^ {2}ami-fake/m);
  pty.press('q');
  await pty.end('q leaves, and the session with it');
  assertAscii(pty);
});
