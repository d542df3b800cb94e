import assert from 'node:assert/strict';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import test, {type TestContext} from 'node:test';
import {isAlive, waitUntil} from '../helpers/pty.js';
import {KEY} from '../helpers/pty-keys.js';
import {type LivePtyOptions, quit, startLive} from '../helpers/pty-live.js';

const RUNNING = 'ami-00000000000000001';

/** More than what stands between a program and its terminal takes: about 64 KB in the kernel, 16 KB in the program. */
const REPAINTS = 300;

/** The program on a terminal that nobody reads any more, and that is full. */
async function startBlocked(t: TestContext, args: readonly string[], options?: LivePtyOptions) {
  const folder = mkdtempSync(join(tmpdir(), 'amiwatch-blocked-'));
  t.after(() => rmSync(folder, {recursive: true, force: true}));
  const log = join(folder, 'log');
  const hooks = join(folder, 'hooks');
  const live = await startLive(t, {
    size: {columns: 120, rows: 40},
    args: ['--interval', '2', '--log', log, '--exec', `echo $AMIWATCH_EVENT >>${hooks}`, ...args],
    ...options,
  });
  const {pty, endpoint} = live;
  pty.pauseReading();
  let repaints = 0;
  await waitUntil(() => {
    // Several at once would be one frame.
    pty.press(KEY.ctrlL);
    repaints++;
    return repaints === REPAINTS || undefined;
  }, 'enough frames');
  const asked = () => endpoint.requests.total().requests;
  const before = asked();
  await waitUntil(() => asked() > before + 1 || undefined, 'polls while nobody reads');
  const read = (file: string) => {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      return '';
    }
  };

  return {...live, log: () => read(log), hooks: () => read(hooks)};
}

for (const args of [[], ['--wait']] as const) {
  test(`polls, log and hooks go on while nobody reads, and the newest frame follows: ${args[0] ?? 'live'}`, async t => {
    const {pty, scenario, log, hooks} = await startBlocked(t, args);
    scenario.change(1, {progressPercentage: 61});
    await waitUntil(() => log().includes('"ProgressPercentage":61') || undefined, 'the log', log);
    scenario.change(2, {storeTaskState: 'Failed', storeTaskFailureReason: 'no room'});
    await waitUntil(() => hooks() !== '' || undefined, 'the hook', log);
    pty.resumeReading();
    await pty.waitFor('61%', 'the newest progress');
    await pty.waitFor(/^. ami-0{16}2 +Failed/m, 'the failure');
    await quit(pty, 'q', args.length > 0 ? 130 : 0);
  });
}

for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const) {
  for (const args of [['--title'], ['--wait', RUNNING]]) {
    test(`${signal} ends it though nobody reads: ${args[0] ?? 'live'}`, async t => {
      const {pty} = await startBlocked(t, args, {ready: /^InProgress 50%|^> ami-/m});
      const pid = await pty.pid();
      process.kill(pid, signal);
      await waitUntil(() => !isAlive(pid) || undefined, 'its end');
      assert.equal(await pty.note('code'), {SIGTERM: '143', SIGHUP: '129', SIGINT: '130'}[signal]);
    });
  }
}
