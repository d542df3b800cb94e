import assert from 'node:assert/strict';
import test from 'node:test';
import type {DemoTask} from '../../source/demo/demo-task.js';
import type {TaskStoreOptions} from '../../source/poll/create-task-store.js';
import {ServiceClock} from '../../source/poll/service-clock.js';
import {settledHistory} from '../helpers/settled-history.js';
import {SimulatedClock} from '../helpers/simulated-clock.js';
import {simulatedTask, simulateStore} from '../helpers/simulated-store.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** An account whose service goes by a clock of its own: this one, so far off, unless the machine's is set. */
function accountAhead(
  aheadMs: number,
  tasksAt: (served: number) => readonly DemoTask[],
  options: Pick<TaskStoreOptions, 'imageIds'> = {},
) {
  const clock = new SimulatedClock();
  const zero = clock.now() + aheadMs - clock.monotonic();
  const served = () => zero + clock.monotonic();
  const simulated = simulateStore({
    clock,
    scenario: {tasks: now => tasksAt(now)},
    world: {now: served},
    ...options,
  });
  const types = () => simulated.snapshot().events.map(({type}) => type);
  return {...simulated, served, begun: served(), types};
}

for (const [what, aheadMs] of [
  ['40 days ahead', 40 * DAY],
  ['40 days behind', -40 * DAY],
  ['an hour and a half behind', -1.5 * HOUR],
  ['two years ahead', 730 * DAY],
] as const) {
  test(`a service whose clock is ${what}: tasks stay, and nothing happens anew at each poll`, async () => {
    const begun = new SimulatedClock().now() + aheadMs;
    const tasks = settledHistory({settled: 30, runningSince: [5 * MINUTE], epoch: begun}).tasks;
    const {clock, snapshot, types, stop} = accountAhead(aheadMs, tasks);
    await clock.advance(5 * MINUTE);
    assert.equal(snapshot().tasks.size, 31);
    assert.deepEqual(types(), []);
    assert.ok(Math.abs((snapshot().sources[0]?.clockOffsetMs ?? 0) - aheadMs) <= 1000);
    stop();
  });

  test(`a service whose clock is ${what}: what starts and ends is told once, with given AMIs, too`, async () => {
    const {clock, snapshot, begun, types, stop} = accountAhead(
      aheadMs,
      now =>
        now < begun + MINUTE
          ? []
          : [
              simulatedTask(begun + MINUTE, {
                amiId: 'ami-11111111',
                storeTaskState: now < begun + 3 * MINUTE ? 'InProgress' : 'Completed',
              }),
            ],
      {imageIds: ['ami-11111111']},
    );
    await clock.advance(10 * MINUTE);
    assert.deepEqual(types(), ['started', 'completed']);
    assert.equal(snapshot().tasks.size, 1);
    stop();
  });
}

test('one task that starts in the future does not make the start of others old news', async () => {
  const {clock, begun, snapshot, stop} = accountAhead(0, now => [
    simulatedTask(begun + 3 * DAY, {amiId: 'ami-ffffffff'}),
    ...[1, 2, 3]
      .map(minute => simulatedTask(begun + minute * MINUTE, {amiId: `ami-0000000${minute}`}))
      .filter(({startedAt}) => startedAt <= now),
  ]);
  await clock.advance(5 * MINUTE);
  assert.deepEqual(
    snapshot().events.map(event => event.type !== 'gap' && [event.type, event.task.amiId]),
    [1, 2, 3].map(minute => ['started', `ami-0000000${minute}`]),
  );
  stop();
});

for (const [what, stepMs] of [
  ['forward', 2 * HOUR],
  ['back', -2 * HOUR],
  ['forward by 40 days', 40 * DAY],
] as const) {
  test(`the machine's clock set ${what}: no gap, no change, the polls keep their pace`, async () => {
    const begun = new SimulatedClock().now();
    const {tasks} = settledHistory({settled: 30, runningSince: [5 * MINUTE], epoch: begun});
    const {clock, ec2, snapshot, types, stop} = accountAhead(0, tasks);
    await clock.advance(65_000);
    const before = ec2.requests.length;
    clock.jump(stepMs);
    const next = (snapshot().sources[0]?.nextPollAt ?? 0) - clock.now();
    assert.ok(next > 0 && next <= 11_000, `the next try is told in ${next} ms`);
    await clock.advance(60_000);
    assert.equal(ec2.requests.length - before, 6);
    assert.deepEqual(types(), []);
    assert.equal(snapshot().tasks.size, 31);
    stop();
  });
}

test('the machine slept for 3 hours: one poll, and a gap as long as the sleep', async () => {
  // The service's clock is the machine's here: both have gone on during the sleep.
  const {clock, ec2, snapshot, stop} = simulateStore({
    scenario: ({now}) => settledHistory({settled: 30, runningSince: [5 * MINUTE], epoch: now()}),
  });
  await clock.advance(65_000);
  const before = ec2.requests.length;
  clock.jump(3 * HOUR);
  await clock.advance(12_000);
  assert.equal(ec2.requests.length, before + 1);
  const [gap] = snapshot().events;
  assert.equal(gap?.type, 'gap');
  const length = gap?.type === 'gap' ? gap.at - gap.from : 0;
  assert.ok(length >= 3 * HOUR && length <= 3 * HOUR + 12_000, `a gap of ${length} ms`);
  stop();
});

test('the offset moves only when an answer says that it is wrong', () => {
  let machine = 1_000_000;
  const clock = new ServiceClock(() => machine);
  // 1,000 s on both sides, told within the second.
  clock.note(1_000_000, machine);
  machine += 900;
  clock.note(1_000_000, machine - 100);
  assert.equal(clock.offsetMs, 0);
  // Slow on the way: anything from 3 to 4 s is possible, and 0 is not.
  machine += 5000;
  clock.note(machine + 3000, machine);
  assert.equal(clock.offsetMs, 3500);
  machine += 10_000;
  clock.note(machine + 3400, machine - 2000);
  assert.equal(clock.offsetMs, 3500);
  assert.equal(clock.startOffsetMs, 0);
  // No date, and a machine that was set back while the answer was on its way: nothing is learnt.
  clock.note(undefined, machine);
  clock.note(machine, machine + 60_000);
  assert.equal(clock.offsetMs, 3500);
  assert.equal(clock.now(), machine + 3500);
});
