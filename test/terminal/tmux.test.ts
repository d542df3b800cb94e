import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import test from 'node:test';
import {promisify} from 'node:util';
import {isAlive, waitUntil} from '../helpers/pty.js';
import {skip, startPane} from './tmux-pane.js';

const run = promisify(execFile);

test('in tmux it follows the pane’s size, and leaves the pane as it was', {skip}, async t => {
  const {tmux, until} = await startPane(t);
  await tmux('resize-window', '-x', '100', '-y', '30');
  await until(text => text.trimEnd().split('\n').length === 29 && /q quit$/m.test(text), '100x30');
  await tmux('send-keys', 'q');
  const text = await until(
    all => /^ended with [\s\S]* icanon [\s\S]* echo /m.test(all),
    'the end, and then the settings of the terminal',
  );
  assert.match(text, /^ended with 0$/m);
  assert.doesNotMatch(text, /ami-/);
});

test('a killed pane leaves no orphan', {skip}, async t => {
  const {tmux} = await startPane(t);
  const shell = Number(await tmux('display-message', '-p', '#{pane_pid}'));
  const {stdout} = await run('ps', ['-o', 'pid=', '--ppid', String(shell)]);
  const pids = stdout.trim().split(/\s+/).map(Number);
  assert.equal(pids.length, 1);
  await tmux('kill-pane');
  await waitUntil(() => pids.every(pid => !isAlive(pid)) || undefined, 'the end of the program');
});
