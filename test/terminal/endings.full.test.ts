import assert from 'node:assert/strict';
import process from 'node:process';
import test, {type TestContext} from 'node:test';
import type {Pty} from '../helpers/pty.js';
import {KEY} from '../helpers/pty-keys.js';
import {assertGone, quit, startLive} from '../helpers/pty-live.js';
import {failing, gone, SIGNALS} from './end-of-process.js';

for (const [keys, code] of [
  ['?qq', 0],
  [`/q${KEY.ctrlC}`, 130],
] as const) {
  test(`${JSON.stringify(keys)} ends it with ${code}`, async t => {
    const {pty} = await startLive(t);
    await quit(pty, keys, code);
    assert.equal(pty.text().includes('ami-'), false, 'nothing of it is left on the screen');
  });
}

for (const [signal, code] of SIGNALS) {
  test(`${signal} before there is an answer ends it with ${code}`, async t => {
    const {pty} = await startLive(t, {
      endpoint: {intercept: () => ({type: 'hang', at: 'start'})},
      ready: 'loading',
    });
    process.kill(await pty.pid(), signal);
    await assertGone(pty, code);
  });
}

test('two signals at once end it once', async t => {
  const {pty} = await startLive(t);
  const pid = await pty.pid();
  process.kill(pid, 'SIGTERM');
  process.kill(pid, 'SIGHUP');
  process.kill(pid, 'SIGINT');
  const {code} = await pty.end('the end');
  assert.ok([129, 130, 143].includes(code), String(code));
  await assertGone(pty, code);
});

test('an unhandled rejection gives the terminal back, and tells it in one sentence', async t => {
  const crash = await failing(t, "Promise.reject(new Error('boom'))");
  const {pty} = await startLive(t, {env: {NODE_OPTIONS: crash}});
  process.kill(await pty.pid(), 'SIGUSR2');
  await assertGone(pty, 255);
  assert.match(pty.text(), /^amiwatch: .*boom/m);
  assert.doesNotMatch(pty.text(), /^ +at /m);
});

/** Ways in which a terminal goes away; the shell in between is gone with it. */
const HANG_UPS: Readonly<Record<string, (t: TestContext) => Promise<Pty>>> = {
  'a killed pane, in the help': async t => {
    const {pty} = await startLive(t);
    pty.press('?');
    await pty.waitFor('Help', 'the help');
    return pty;
  },
  'a killed pane, before there is an answer': async t => {
    const {pty} = await startLive(t, {
      endpoint: {intercept: () => ({type: 'hang', at: 'start'})},
      ready: 'loading',
    });
    return pty;
  },
  'a killed pane, while a poll fails': async t => {
    const {pty, endpoint} = await startLive(t, {args: ['--interval', '2']});
    await endpoint.close();
    await pty.waitFor('next try', 'the banner');
    return pty;
  },
  'a killed pane that has stopped reading': async t => {
    const {pty} = await startLive(t, {size: {columns: 200, rows: 60}});
    pty.pauseReading();
    for (let count = 0; count < 100; count++) {
      pty.press(KEY.ctrlL);
    }

    return pty;
  },
};

for (const [what, start] of Object.entries(HANG_UPS)) {
  test(`${what} leaves no orphan`, async t => {
    const pty = await start(t);
    const pid = await pty.pid();
    pty.hangUp();
    await gone(pid);
  });
}

test('a killed pane ends it with 129, even where the hang-up signal was ignored', async t => {
  const {pty} = await startLive(t, {prelude: "trap '' HUP"});
  const pid = await pty.pid();
  pty.hangUp();
  await gone(pid);
  assert.equal(await pty.note('code'), '129');
});
