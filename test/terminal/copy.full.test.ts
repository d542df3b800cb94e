import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import process from 'node:process';
import test from 'node:test';
import {KEY} from '../helpers/pty-keys.js';
import {quit, startLive} from '../helpers/pty-live.js';
import {ptyAmiId, ptyScenario, someDemoTasks} from '../helpers/pty-scenario.js';
import {startPane, skip as withoutTmux} from './tmux-pane.js';

const ID = ptyAmiId(0);

test('in tmux, with its usual settings, y puts the ID into its buffer and says so', {
  skip: withoutTmux,
}, async t => {
  const {tmux, until} = await startPane(t);
  await tmux('send-keys', 'y');
  await until(text => text.includes(`copied ${ID}: in tmux's buffer`), 'what has happened');
  assert.equal(await tmux('show-buffer'), ID);
  await tmux('send-keys', 'Enter');
  await until(text => text.includes('Detail'), 'the detail');
  await tmux('send-keys', 'C');
  await until(text => /copied amiwatch --wait .*: in tmux's buffer/.test(text), 'the command');
  assert.match(await tmux('show-buffer'), new RegExp(`^amiwatch --wait --image-ids ${ID} `));
});

const withoutScreen = spawnSync('screen', ['-v']).error ? 'GNU screen is not installed' : false;

test('GNU screen hands a copy on to the terminal, whole, and shows nothing of it', {
  skip: withoutScreen,
}, async t => {
  const [newest, ...others] = someDemoTasks(60);
  assert.ok(newest);
  // So long that screen wouldn't take it in one piece.
  const s3ObjectKey = `${'k'.repeat(900)}.bin`;
  const {pty} = await startLive(t, {
    scenario: ptyScenario([{...newest, s3ObjectKey}, ...others]),
    env: {PATH: process.env.PATH},
    size: {columns: 120, rows: 40},
    prelude: 'stty -g >before; screen -U -c /dev/null -S amiwatch-copy-$$ "$@"; exit $?',
    hasScreen: false,
  });
  pty.press('y');
  await pty.waitFor(`copied ${ID}: sent to the terminal`, 'what has happened');
  const sequenceOf = (text: string) => `\u{1B}]52;c;${Buffer.from(text).toString('base64')}\u{7}`;
  await pty.waitFor(() => pty.output().includes(sequenceOf(ID)), 'the sequence at the terminal');
  pty.press('Y');
  await pty.waitFor(/copied s3:.*: sent to the terminal/, 'what has happened');
  const long = sequenceOf(`s3://${newest.bucket}/${s3ObjectKey}`);
  await pty.waitFor(() => pty.output().includes(long), 'the long one, whole');
  assert.doesNotMatch(pty.text(), /52;c;/);
  pty.press('q');
  await pty.end('q leaves, and the session with it');
});

test('a tmux that isn’t there any more: the terminal gets the text', async t => {
  const {pty} = await startLive(t, {
    env: {TMUX: '/tmp/amiwatch-no-such-tmux,1,0', PATH: process.env.PATH},
  });
  pty.press('y');
  await pty.waitFor(`copied ${ID}: sent to the terminal`, 'what has happened');
  await quit(pty);
});

test('a console without a clipboard shows what can’t be copied, whole', async t => {
  const {pty} = await startLive(t, {env: {TERM: 'linux'}});
  pty.press('y');
  await pty.waitFor(`can't be copied here: ${ID}`, 'the ID');
  pty.press(`${KEY.enter}C`);
  const command = new RegExp(`^amiwatch --wait --image-ids ${ID} --region us-east-1$`, 'm');
  await pty.waitFor(
    text => /^Copy by hand /m.test(text) && command.test(text.replaceAll(' \\\n', ' ')),
    'a screen of its own, with the command',
  );
  assert.doesNotMatch(pty.output(), /\u{1B}\]/u, 'no sequence that a console would print');
  await quit(pty, 'qqq');
});
