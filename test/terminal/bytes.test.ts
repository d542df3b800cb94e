import assert from 'node:assert/strict';
import test, {type TestContext} from 'node:test';
import type {Pty} from '../helpers/pty.js';
import {KEY} from '../helpers/pty-keys.js';
import {quit, startLive} from '../helpers/pty-live.js';
import {ptyScenario, someDemoTasks} from '../helpers/pty-scenario.js';

/** What reaches the terminal while something happens. */
async function bytesOf(pty: Pty, happen: () => Promise<unknown>) {
  const before = pty.bytes();
  await happen();
  const frames = pty.framesSince(before).map(frame => Buffer.byteLength(frame));
  return {frames, largest: Math.max(0, ...frames), total: pty.bytes() - before};
}

test('a bar that moves costs at most 250 bytes', async t => {
  const size = {columns: 120, rows: 40};
  // One task runs: at the turn of a minute, the times that others still take would change with it.
  const [first, ...others] = someDemoTasks(450);
  assert.ok(first);
  const settled = others.map(task =>
    task.storeTaskState === 'InProgress'
      ? {...task, storeTaskState: 'Completed', progressPercentage: 100}
      : task,
  );
  const {pty, scenario} = await startLive(t, {
    scenario: ptyScenario([first, ...settled]),
    size,
    args: ['--interval', '300'],
  });
  for (const percent of [37, 52, 68, 99]) {
    scenario.change(0, {progressPercentage: percent});
    const {largest, frames, total} = await bytesOf(pty, async () => {
      pty.press('r');
      await pty.waitFor(new RegExp(`^> ami-0{17} .* ${percent}%`, 'm'), `the bar at ${percent}%`);
    });
    assert.ok(largest <= 250, `frames of ${frames} bytes`);
    t.diagnostic(`${percent}%: ${frames.length} frames, ${total} bytes`);
  }

  await quit(pty);
});

/** Tasks whose rows don't change while a test runs: nothing running, nothing younger than an hour. */
const startSettled = (t: TestContext) =>
  startLive(t, {
    scenario: ptyScenario(someDemoTasks(103).slice(3)),
    size: {columns: 120, rows: 40},
    args: ['--interval', '300'],
    ready: /live · every .* · read/,
  });

test('a poll without a change costs at most 200 bytes', async t => {
  const {pty, endpoint} = await startSettled(t);
  const asked = endpoint.requests.total().requests;
  const costs: number[] = [];
  for (let count = 0; count < 4; count++) {
    const read = readOn(pty);
    // Within the second of the last answer the clock reads the same.
    await pty.waitFor(() => new Date().toISOString().slice(11, 19) !== read, 'the next second');
    const {total} = await bytesOf(pty, async () => {
      pty.press('r');
      await pty.waitFor(() => readOn(pty) !== read, 'the answer');
    });
    costs.push(total);
  }

  assert.ok(endpoint.requests.total().requests >= asked + 4);
  assert.ok(Math.min(...costs) <= 200, `${costs} bytes`);
  t.diagnostic(`${costs} bytes`);
  await quit(pty);
});

function readOn(pty: Pty): string | undefined {
  return /read (\S+)$/m.exec(pty.text())?.[1];
}

test('a page turn at 120x40 costs at most 6 KB', async t => {
  const {pty} = await startLive(t, {size: {columns: 120, rows: 40}});
  for (const page of [2, 3]) {
    const {frames, total} = await bytesOf(pty, async () => {
      pty.press(KEY.right);
      await pty.waitFor(`${(page - 1) * 27 + 1}-${page * 27} of`, `page ${page}`);
    });
    assert.ok(total <= 6 * 1024, `frames of ${frames} bytes`);
    t.diagnostic(`frames of ${frames} bytes`);
  }

  await quit(pty);
});
