import assert from 'node:assert/strict';
import process from 'node:process';
import test from 'node:test';
import {waitUntil} from '../helpers/pty.js';
import {KEY} from '../helpers/pty-keys.js';
import {assertGone, quit, startLive} from '../helpers/pty-live.js';
import {preloaded} from './end-of-process.js';
import {suspendAndResume} from './suspend-and-resume.js';

/** How it begins with three running tasks. */
const TITLE = '\u{1B}]0;3 running';

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

test('a stop from outside gives the terminal back as ^Z does, and fg takes it again', async t => {
  const {pty} = await startLive(t, {shell: 'jobs'});
  const pid = await pty.pid();
  for (const count of [1, 2]) {
    await suspendAndResume(pty, count, () => process.kill(pid, 'SIGTSTP'));
    pty.press('j');
    await pty.waitFor(`> ami-0000000000000000${count} `, 'the next row, by a single key');
  }

  assert.match(pty.lines()[0] ?? '', /^amiwatch /);
  await quit(pty);
});

/** Has the program stand still for a moment whenever it has just taken the screen, so that whoever sees it may act before anything else happens; and stops it, at SIGUSR2, among the immediate callbacks of the event loop, as a key may that React handles later: then the SIGCONT is the first to come. */
const SLOW_TO_COME = `
import fs from 'node:fs';
import {syncBuiltinESMExports} from 'node:module';
const {writeSync} = fs;
fs.writeSync = (fd, bytes, ...rest) => {
  const written = writeSync(fd, bytes, ...rest);
  if (String(Buffer.from(bytes)).includes('[?1049h')) {
    for (const until = performance.now() + 500; performance.now() < until; );
  }
  return written;
};
syncBuiltinESMExports();
process.on('SIGUSR2', () => setImmediate(() => process.emit('SIGTSTP')));
`;

test('a stop from outside gives the terminal back also where it comes as soon as the screen is seen', async t => {
  const {pty} = await startLive(t, {
    shell: 'jobs',
    env: {NODE_OPTIONS: await preloaded(t, SLOW_TO_COME)},
  });
  const pid = await pty.pid();
  process.kill(pid, 'SIGUSR2');
  await pty.waitFor('stopped 1', 'the shell');
  pty.press('\r');
  await waitUntil(() => pty.modes().has('alternateScreen') || undefined, 'the screen taken');
  process.kill(pid, 'SIGTSTP');
  await pty.waitFor('stopped 2', 'the shell again');
  assert.deepEqual([...pty.modes()], ['cursor'], 'modes while it is stopped');
  pty.press('\r');
  await pty.waitFor(/^> ami-/m, 'the list');
  await quit(pty);
});

test('a stop that nobody can refuse, and fg: raw mode and screen are back', async t => {
  const {pty} = await startLive(t, {shell: 'jobs'});
  process.kill(await pty.pid(), 'SIGSTOP');
  await pty.waitFor('stopped 1', 'the shell');
  const bytes = pty.bytes();
  pty.press('\r');
  await pty.waitFor(() => pty.framesSince(bytes).length > 0, 'the screen again');
  pty.press('j');
  await pty.waitFor(/^> ami-0{16}1 /m, 'the second row, by a single key');
  assert.equal(pty.modes().has('alternateScreen'), true);
  await quit(pty);
});

test('the title is the shell’s while it is stopped', async t => {
  const {pty} = await startLive(t, {shell: 'jobs', args: ['--title']});
  await pty.waitFor(() => pty.output().includes(TITLE), 'the title');
  const before = pty.output().length;
  pty.press(KEY.ctrlZ);
  await pty.waitFor('stopped 1', 'the shell');
  const whileStopped = pty.output().slice(before);
  assert.ok(whileStopped.includes('\u{1B}[23;0t'), 'the old title is taken from the stack');
  assert.ok(!whileStopped.includes(TITLE));
  pty.press('\r');
  await pty.waitFor(() => pty.output().slice(before).includes(TITLE), 'the title again');
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
