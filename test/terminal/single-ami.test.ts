import assert from 'node:assert/strict';
import test from 'node:test';
import {quit, startLive} from '../helpers/pty-live.js';
import {FAILED, ptyAmiId, ptyScenario, someDemoTasks} from '../helpers/pty-scenario.js';

const [aFailed] = FAILED;
const aRunning = 1;

test('one AMI has a screen of its own: state, percent, ETA, bar, object', async t => {
  const id = ptyAmiId(aRunning);
  const {pty, scenario} = await startLive(t, {
    args: [id, '--interval', '2'],
    ready: /^InProgress/m,
  });
  const text = pty.text();
  assert.match(text, new RegExp(`^InProgress 50% ~\\d+h?.*  ${id}$`, 'm'));
  assert.match(text, /^\[#{39}-{39}]$/m);
  assert.ok(text.includes(`s3://ami-archive-01/${id}.bin`), text);
  assert.match(text, /^ETA +~1h 4\dm, from the average since the start/m);
  scenario.change(aRunning, {progressPercentage: 60});
  await pty.waitFor(/^InProgress 60% /m, 'the progress');
  await pty.waitFor(/50% to 60%$/m, 'the log of changes');
  scenario.change(aRunning, {
    storeTaskState: 'Failed',
    storeTaskFailureReason: 'No space. '.repeat(12),
  });
  await pty.waitFor(/^Failed 60% /m, 'the failure');
  assert.equal(
    pty.text().replaceAll(/\s+/g, ' ').split('No space.').length - 1 >= 12,
    true,
    pty.text(),
  );
  await quit(pty);
});

test('its requests name the AMI, and nothing that can’t go with it', async t => {
  const id = ptyAmiId(aFailed);
  const {pty, endpoint} = await startLive(t, {args: [id], ready: /^Failed 31% +ami-/m});
  for (const {params} of endpoint.requests.entries()) {
    const {Action: _, Version: __, ...rest} = params;
    assert.deepEqual(rest, {'ImageId.1': id});
  }

  await quit(pty);
});

test('an AMI without a task: so it says, and waits for one', async t => {
  const id = ptyAmiId(0xf_ff);
  const {pty, scenario} = await startLive(t, {
    scenario: ptyScenario(someDemoTasks(3)),
    args: [id, '--interval', '2'],
    ready: `no task yet for ${id}`,
  });
  const [first] = someDemoTasks(1);
  assert.ok(first);
  scenario.replace([{...first, amiId: id, startedAt: Date.now()}, ...scenario.all()]);
  await pty.waitFor(/^InProgress 30% /m, 'the task');
  await quit(pty);
});

for (const [columns, rows, shows] of [
  [40, 10, /^InProgress 50% ~1h 4\dm/m],
  [40, 3, /^50% InProgress ~1h 4\dm/m],
] as const) {
  test(`in ${columns}x${rows} it still tells state, percent and ETA`, async t => {
    const {pty} = await startLive(t, {
      args: [ptyAmiId(aRunning)],
      size: {columns, rows},
      ready: shows,
    });
    assert.equal(pty.lines().at(-1) === '', rows > 3, 'one row stays free where there are enough');
    await quit(pty);
  });
}
