import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {spawn} from '@lydell/node-pty';
import {notificationSequence} from '../../source/alert/sequences/terminal-sequences.js';
import {createTitle} from '../../source/alert/sequences/title.js';
import {until} from './until.js';

const skip =
  spawnSync('tmux', ['-V']).status === 0 ? false : 'needs tmux: its own reading is what is tested';
const ENV = {TERM: 'screen', TMUX: 'yes'};

/** A tmux server of its own for a test: one that is ending takes new sessions with it. */
function tmuxServer(t: TestContext) {
  const folder = mkdtempSync(path.join(tmpdir(), 'amiwatch-tmux-'));
  const options = ['-S', path.join(folder, 'socket'), '-f', '/dev/null'];
  const tmux = (...args: readonly string[]) =>
    spawnSync('tmux', [...options, ...args], {encoding: 'utf8'}).stdout.trim();
  t.after(() => {
    tmux('kill-server');
    rmSync(folder, {recursive: true, force: true});
  });
  return {
    options,
    tmux,
    /** Has its pane write something. */
    inPane(text: string) {
      const file = path.join(folder, 'sequence');
      writeFileSync(file, text);
      tmux('send-keys', `cat ${file}`, 'Enter');
    },
  };
}

test('tmux shows the title in its pane, keeps the window’s name, and has the old title back', {
  skip,
}, async t => {
  const {tmux, inPane} = tmuxServer(t);
  const written: string[] = [];
  const title = createTitle(sequence => written.push(sequence), ENV);
  tmux('new-session', '-d', '-x', '80', '-y', '24', 'sh');
  const look = () => tmux('display', '-p', '#{pane_title}/#{automatic-rename}');
  const original = look();
  title.show('2 running 71% | 1 failed');
  inPane(written.join(''));
  await until(() => look() === '2 running 71% | 1 failed/1', 'the title in the pane');
  title.show('idle');
  title.restore();
  inPane(written.slice(1).join(''));
  await until(() => look() === original, 'the old title');
});

test('tmux hands a notification on to the terminal when it is allowed to, and prints it never', {
  skip,
}, async t => {
  const {tmux, inPane, options} = tmuxServer(t);
  let outside = '';
  const pty = spawn('tmux', [...options, 'new-session', 'sh'], {
    cols: 80,
    rows: 24,
    env: {...process.env, TERM: 'xterm-256color', TMUX: ''},
  });
  pty.onData(data => {
    outside += data;
  });
  await until(() => tmux('list-clients') !== '', 'a client');
  const note = (title: string) => notificationSequence({title, body: ''}, 'n', ENV);
  inPane(`${note('swallowed')}first`);
  await until(() => tmux('capture-pane', '-p').includes('first'), 'the first text');
  tmux('set', '-g', 'allow-passthrough', 'on');
  inPane(`${note('ami-1 completed')}second`);
  await until(
    () => outside.includes('\u{1B}]9;amiwatch: ami-1 completed\u{7}'),
    'the notification',
  );
  assert.ok(!outside.includes('swallowed'));
  assert.ok(!tmux('capture-pane', '-p').includes('completed'));
});
