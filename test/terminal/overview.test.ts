import assert from 'node:assert/strict';
import test from 'node:test';
import type {DemoTask} from '../../source/demo/demo-task.js';
import {KEY} from '../helpers/pty-keys.js';
import {quit, startLive} from '../helpers/pty-live.js';
import {ptyAmiId, RUNNING} from '../helpers/pty-scenario.js';

const COUNT = 450;
const ASCII = {LANG: 'C', LC_ALL: 'C'};

test('v loads all 31 days and shows them, Enter lists what was counted, Esc closes it', async t => {
  const {pty, endpoint} = await startLive(t, {env: ASCII});
  pty.press('v');
  await pty.waitFor(/^31 days: 450 started, 3 failed \(0\.7 %\)/m, 'all of 31 days');
  assert.match(pty.text(), /^STARTED PER DAY, 31 days/m);
  assert.match(pty.text(), /^RUNNING 3 /m);
  assert.ok(endpoint.requests.total().requests >= COUNT / 200);
  pty.press('\t');
  await pty.waitFor(/^> Client error: acces/m, 'the cursor on a reason');
  pty.press(KEY.enter);
  await pty.waitFor(/^\[1](?:All )?3 /m, 'the failed tasks');
  assert.match(pty.text(), /failure:"Client error: access to the bucket was denied"/);
  pty.press('v');
  await pty.waitFor(/^STARTED PER DAY/m, 'the overview once more');
  pty.press(KEY.escape);
  await pty.waitFor(/^\[1](?:All )?3 /m, 'the list as it was');
  await quit(pty);
});

test('--overview begins with it; a poll that changes one count costs at most 400 bytes', async t => {
  const {pty, scenario} = await startLive(t, {
    env: ASCII,
    args: ['--overview', '--interval', '300'],
    ready: /^31 days: 450 started, 3 failed/m,
  });
  const costOf = async (happen: () => void, shown: RegExp) => {
    const before = pty.bytes();
    happen();
    pty.press('r');
    await pty.waitFor(shown, String(shown));
    return Math.max(...pty.framesSince(before).map(frame => Buffer.byteLength(frame)));
  };

  const [running] = RUNNING;
  const failure = await costOf(
    () =>
      scenario.change(running, {
        storeTaskState: 'Failed',
        storeTaskFailureReason: 'Client error: access to the bucket was denied',
      }),
    /^31 days: 450 started, 4 failed/m,
  );
  const start = await costOf(
    () =>
      scenario.replace([
        {
          ...(scenario.all()[RUNNING[1]] as DemoTask),
          amiId: ptyAmiId(COUNT),
          startedAt: Date.now() - 1000,
        },
        ...scenario.all(),
      ]),
    /^31 days: 451 started, 4 failed/m,
  );
  t.diagnostic(`a failure ${failure} bytes, a start ${start} bytes`);
  assert.ok(failure <= 400 && start <= 400, `frames of ${failure} and ${start} bytes`);
  await quit(pty, KEY.ctrlC, 130);
});
