import assert from 'node:assert/strict';
import test from 'node:test';
import {quit, startLive} from '../helpers/pty-live.js';
import {ptyAmiId} from '../helpers/pty-scenario.js';

test('--screen-reader says what happens in sentences, and rewrites nothing for a poll', async t => {
  const {pty, endpoint, scenario} = await startLive(t, {
    // So long that a service which stands still for some seconds, as this process may, isn't told of.
    args: ['--screen-reader', '--interval', '8'],
    size: {columns: 120, rows: 40},
    ready: /^Selected: ami-/m,
  });
  assert.match(pty.text(), /^Live\. 3\+? InProgress, .* Completed, .* Failed\.$/m);
  assert.match(pty.text(), /^Profile default, Region us-east-1\.$/m);
  const polled = () => endpoint.requests.total().requests;
  const first = polled();
  await pty.waitFor(() => polled() > first, 'a poll, after which all is drawn');
  const [bytes, requests] = [pty.bytes(), polled()];
  await pty.waitFor(() => polled() >= requests + 2, 'two polls that change nothing');
  assert.equal(pty.bytes(), bytes, 'nothing is written for them');
  scenario.change(1, {
    storeTaskState: 'Failed',
    storeTaskFailureReason: 'AccessDenied: Access Denied',
  });
  await pty.waitFor(
    `${ptyAmiId(1)} failed at 50%: AccessDenied: Access Denied.`,
    'the failure, with its reason',
  );
  await pty.waitFor(/^Since you looked \(.*\): 1 failed\. e tells more\.$/m, 'that it is new');
  await quit(pty);
});

test('INK_SCREEN_READER=true asks for the same', async t => {
  const {pty} = await startLive(t, {
    env: {INK_SCREEN_READER: 'true'},
    ready: /^Selected: ami-/m,
  });
  await quit(pty);
});
