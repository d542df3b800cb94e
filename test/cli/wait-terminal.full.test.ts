import assert from 'node:assert/strict';
import test, {type TestContext} from 'node:test';
import type {DemoTask} from '../../source/demo/demo-task.js';
import {startEc2Endpoint} from '../../source/demo/endpoint/ec2-endpoint.js';
import {type Pty, startPty} from '../helpers/pty.js';
import {KEY} from '../helpers/pty-keys.js';
import {assertGone, startLive} from '../helpers/pty-live.js';
import {ptyAmiId, ptyScenario, RUNNING, someDemoTasks} from '../helpers/pty-scenario.js';

const WAIT = ['--wait', '--interval', '2', '--utc'];

const COMPLETED: Partial<DemoTask> = {storeTaskState: 'Completed', progressPercentage: 100};
const FAILED: Partial<DemoTask> = {
  storeTaskState: 'Failed',
  storeTaskFailureReason: 'Client error: access to the bucket was denied',
};

test('--wait for one AMI on a terminal: a failure is 1, with its reason below the table', async t => {
  const scenario = ptyScenario(someDemoTasks(30));
  const {pty} = await startLive(t, {args: [...WAIT, ptyAmiId(1)], scenario, ready: /50%/});
  scenario.change(1, FAILED);
  await assertGone(pty, 1);
  assert.match(
    pty.normalText(),
    /Failed: Client error: access to the bucket was denied\nDone after [\dms ]+: 1 Failed\.$/,
  );
});

/** One that ends by itself: its screen may be gone before anyone looks. */
async function startWait(t: TestContext, args: readonly string[]): Promise<Pty> {
  const endpoint = await startEc2Endpoint({scenario: ptyScenario(someDemoTasks(30))});
  t.after(() => endpoint.close());
  return startPty(t, {args: ['--endpoint-url', endpoint.url, ...WAIT, ...args]});
}

test('an AMI without a task ends the live screen of --wait with 3, and says so', async t => {
  const pty = await startWait(t, ['ami-0ffffffffffffffff', '--appear', '2s']);
  await assertGone(pty, 3);
  assert.match(pty.normalText(), /amiwatch: No task for ami-0f+ within 2s \(--appear\)\./);
});

test('whoever quits the live screen of --wait has not waited: 130, never 0', async t => {
  for (const keys of ['q', KEY.ctrlC]) {
    const {pty} = await startLive(t, {args: WAIT});
    pty.press(keys);
    await assertGone(pty, 130);
    assert.doesNotMatch(pty.normalText(), /Done/);
  }
});

test('--wait --output text on a terminal writes lines and draws nothing', async t => {
  const {pty, scenario} = await startLive(t, {
    args: [...WAIT, '--output', 'text'],
    ready: 'watching',
    hasScreen: false,
  });
  assert.equal(pty.modes().has('alternateScreen'), false);
  for (const index of RUNNING) {
    scenario.change(index, COMPLETED);
  }
  await assertGone(pty, 0);
  assert.match(pty.text(), /Done after [\dms ]+: 3 Completed\./);
});

test('--timeout ends the live screen of --wait with 124', async t => {
  const pty = await startWait(t, ['--timeout', '3s']);
  await assertGone(pty, 124);
  const text = pty.normalText();
  // A busy machine may take longer than that to the first answer.
  const said = text.includes(ptyAmiId(1)) ? '3 not settled' : 'nothing was found';
  assert.ok(text.endsWith(`Timed out after 3s: ${said}.`), text);
  assert.doesNotMatch(text, /watching/, 'a line, as without a screen');
});
