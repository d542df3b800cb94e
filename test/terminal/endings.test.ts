import assert from 'node:assert/strict';
import process from 'node:process';
import test from 'node:test';
import {isAlive} from '../helpers/pty.js';
import {KEY} from '../helpers/pty-keys.js';
import {assertGone, quit, startLive} from '../helpers/pty-live.js';
import {failing, gone, SIGNALS} from './end-of-process.js';

for (const [keys, code] of [
  ['q', 0],
  [KEY.ctrlC, 130],
] as const) {
  test(`${JSON.stringify(keys)} ends it with ${code}`, async t => {
    const {pty} = await startLive(t);
    const pid = await pty.pid();
    await quit(pty, keys, code);
    assert.equal(isAlive(pid), false);
    assert.equal(pty.text().includes('ami-'), false, 'nothing of it is left on the screen');
  });
}

for (const [signal, code] of SIGNALS) {
  test(`${signal} ends it with ${code}`, async t => {
    const {pty} = await startLive(t);
    const pid = await pty.pid();
    process.kill(pid, signal);
    await assertGone(pty, code);
    assert.equal(isAlive(pid), false);
  });
}

test('an uncaught exception gives the terminal back, and tells it in one sentence', async t => {
  const crash = await failing(t, "throw new Error('boom')");
  const {pty} = await startLive(t, {env: {NODE_OPTIONS: crash}});
  process.kill(await pty.pid(), 'SIGUSR2');
  await assertGone(pty, 255);
  assert.match(pty.text(), /^amiwatch: .*boom/m);
  assert.doesNotMatch(pty.text(), /^ +at /m);
});

test('a killed pane leaves no orphan', async t => {
  const {pty} = await startLive(t);
  const pid = await pty.pid();
  pty.hangUp();
  await gone(pid);
});

test('a terminal that stops reading and reads again misses nothing', async t => {
  const {pty} = await startLive(t);
  pty.pauseReading();
  for (let count = 0; count < 50; count++) {
    pty.press(KEY.ctrlL);
  }

  pty.press('j');
  pty.resumeReading();
  await pty.waitFor(/^> ami-0{16}1 /m, 'the second row');
  await quit(pty);
});
