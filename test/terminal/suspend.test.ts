import assert from 'node:assert/strict';
import process from 'node:process';
import test from 'node:test';
import type {Pty} from '../helpers/pty.js';
import {KEY} from '../helpers/pty-keys.js';
import {assertGone, quit, startLive} from '../helpers/pty-live.js';

/** Suspends it by key, looks at the terminal, and takes it to the front again. */
async function suspendAndResume(pty: Pty, count: number): Promise<void> {
  pty.press(KEY.ctrlZ);
  await pty.waitFor(`stopped ${count}`, 'the shell');
  assert.deepEqual([...pty.modes()], ['cursor'], 'modes while it is stopped');
  assert.equal(await pty.note('stopped'), await pty.note('before'), 'settings while it is stopped');
  pty.press('\r');
  await pty.waitFor(/^> ami-/m, 'the screen again');
  await pty.waitFor(
    () => pty.modes().has('alternateScreen') && !pty.modes().has('cursor'),
    'the alternate screen',
  );
}

test('^Z stops it and fg brings it back, with keys and screen', async t => {
  const {pty} = await startLive(t, {shell: 'jobs'});
  pty.press('jj');
  await pty.waitFor(/^> ami-0{16}2 /m, 'the third row');
  await suspendAndResume(pty, 1);
  await pty.waitFor(/^> ami-0{16}2 /m, 'the same row');
  assert.match(pty.lines()[0] ?? '', /^amiwatch /);
  assert.match(pty.lines()[22] ?? '', /q quit$/);
  pty.press('j');
  await pty.waitFor(/^> ami-0{16}3 /m, 'the next row, by a single key');
  await quit(pty);
});

test('100 times ^Z and fg', async t => {
  const {pty} = await startLive(t, {shell: 'jobs', args: ['--interval', '300']});
  for (let count = 1; count <= 100; count++) {
    await suspendAndResume(pty, count);
  }

  pty.press('j');
  await pty.waitFor(/^> ami-0{16}1 /m, 'the second row');
  await quit(pty);
});

test('a stop from outside, and fg: raw mode and screen are back', async t => {
  const {pty} = await startLive(t, {shell: 'jobs'});
  process.kill(await pty.pid(), 'SIGTSTP');
  await pty.waitFor('stopped 1', 'the shell');
  const bytes = pty.bytes();
  pty.press('\r');
  await pty.waitFor(() => pty.framesSince(bytes).length > 0, 'the screen again');
  pty.press('j');
  await pty.waitFor(/^> ami-0{16}1 /m, 'the second row, by a single key');
  assert.match(pty.lines()[0] ?? '', /^amiwatch /);
  assert.equal(pty.modes().has('alternateScreen'), true);
  await quit(pty);
});

test('where no shell could bring it back, ^Z does nothing', async t => {
  const {pty} = await startLive(t);
  pty.press(KEY.ctrlZ);
  pty.press('j');
  await pty.waitFor(/^> ami-0{16}1 /m, 'the second row');
  await quit(pty);
});

test('a signal while it is stopped ends it as soon as it goes on', async t => {
  const {pty} = await startLive(t, {shell: 'jobs'});
  pty.press(KEY.ctrlZ);
  await pty.waitFor('stopped 1', 'the shell');
  process.kill(await pty.pid(), 'SIGTERM');
  pty.press('\r');
  await assertGone(pty, 143);
});
