import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import process from 'node:process';
import test from 'node:test';
import {fixedScenario} from '../../source/demo/demo-task.js';
import {demoTasks, endpointFor, NOW} from '../helpers/demo-endpoint.js';
import {startPty} from '../helpers/pty.js';

const TERMS = ['xterm-256color', 'screen-256color', 'tmux-256color', 'linux', 'vt100'];
const LOCALES = ['C', 'C.UTF-8'];
const NEWEST = /> ami-0{17} +Completed/;

/** Tasks of the last hours, as the screen would have them. */
const recent = fixedScenario(
  demoTasks(40).map(task => ({...task, startedAt: task.startedAt + Date.now() - NOW})),
);
const account = {scenario: recent, now: Date.now};

for (const TERM of TERMS) {
  for (const LANG of LOCALES) {
    test(`live with TERM=${TERM} and LANG=${LANG}`, async t => {
      const {url} = await endpointFor(t, account);
      const pty = startPty(t, {args: ['--endpoint-url', url], env: {TERM, LANG}});
      await pty.waitFor(NEWEST, 'the newest task, selected');
      pty.press('j');
      await pty.waitFor(/> ami-0{16}1 /, 'the next one');
      const isAscii = LANG === 'C' || TERM === 'linux';
      // Whoever has no UTF-8 would see three wrong characters for each of ours.
      assert.equal(/[^\0-\u{7F}]/u.test(pty.text()), !isAscii, pty.text());
      pty.press('q');
      assert.equal((await pty.end('q leaves')).code, 0);
      assert.deepEqual([...pty.modes()], ['cursor']);
    });
  }
}

test('TERM=dumb gets plain lines', async t => {
  const {url} = await endpointFor(t, account);
  const pty = startPty(t, {
    args: ['--endpoint-url', url, '--output', 'text'],
    env: {TERM: 'dumb'},
    size: {columns: 200, rows: 60},
  });
  assert.equal((await pty.end('it prints and ends')).code, 0);
  assert.match(pty.output(), /ami-0{17}/);
  assert.ok(!pty.output().includes('\u{1B}'), 'no control sequence');
});

for (const [name, argv, mark] of [
  [
    'tmux',
    ['-L', `amiwatch-test-${process.pid}`, '-f', '/dev/null', 'new-session'],
    /^\[\d+\] \d+:/m,
  ],
  ['screen', ['-c', '/dev/null'], /./],
] as const) {
  const skip = spawnSync(name, ['-V']).error ? `${name} is not installed` : false;
  test(`live in ${name}`, {skip}, async t => {
    const {url} = await endpointFor(t, account);
    const inside = `${[name, ...argv].join(' ')} "$@"; exit $?`;
    const pty = startPty(t, {
      args: ['--endpoint-url', url],
      prelude: `stty -g >before; ${inside}`,
      env: {PATH: process.env.PATH, TMUX_TMPDIR: undefined},
    });
    await pty.waitFor(text => NEWEST.test(text) && mark.test(text), 'the newest task, selected');
    pty.press('j');
    await pty.waitFor(/> ami-0{16}1 /, 'the next one');
    pty.press('q');
    await pty.end('q leaves, and the session with it');
  });
}
