import assert from 'node:assert/strict';
import test from 'node:test';
import {type DemoTask, fixedScenario} from '../../source/demo/demo-task.js';
import {Ec2Error} from '../../source/ec2/errors.js';
import {createTaskStore} from '../../source/poll/create-task-store.js';
import type {TaskChange} from '../../source/poll/tasks/events.js';
import {settledHistory} from '../helpers/settled-history.js';
import {SimulatedClock} from '../helpers/simulated-clock.js';
import {simulateEc2} from '../helpers/simulated-ec2.js';
import {simulatedTask, simulateStore} from '../helpers/simulated-store.js';

const MINUTE = 60_000;

test('asks nothing before it is subscribed to, and nothing after the last one left', async () => {
  const clock = new SimulatedClock();
  const ec2 = simulateEc2({scenario: fixedScenario([]), now: clock.now});
  const store = createTaskStore({
    sources: [{profile: 'p', region: 'r', describe: ec2.describe}],
    clock,
  });
  await clock.advance(MINUTE);
  assert.equal(ec2.requests.length, 0);
  const leave = store.subscribe(() => {});
  const leaveToo = store.subscribe(() => {});
  await clock.advance(MINUTE);
  const asked = ec2.requests.length;
  assert.ok(asked > 0);
  leave();
  leave();
  await clock.advance(MINUTE);
  assert.ok(ec2.requests.length > asked, 'somebody is still watching');
  leaveToo();
  const last = ec2.requests.length;
  await clock.advance(60 * MINUTE);
  assert.equal(ec2.requests.length, last);
  assert.equal(clock.pending, 0, 'a timer was left behind');
});

test('one request a tick with 10,000 tasks and 3 running on the newest page', async () => {
  const {clock, ec2} = simulateStore({
    scenario: ({now}) =>
      settledHistory({settled: 10_000, runningSince: [1, 2, 3].map(n => n * MINUTE), epoch: now()}),
  });
  await clock.advance(1000);
  assert.equal(ec2.requests.length, 2, 'at first the running tasks beyond the page, too');
  await clock.advance(9 * MINUTE);
  assert.equal(ec2.requests.length, 2 + 54);
});

test('two requests a tick with a running task far behind the newest page', async () => {
  const {clock, ec2, snapshot} = simulateStore({
    scenario: ({now}) =>
      settledHistory({settled: 10_000, runningSince: [20 * 24 * 60 * MINUTE], epoch: now()}),
  });
  await clock.advance(1000);
  const first = ec2.requests.length;
  await clock.advance(9 * MINUTE);
  assert.equal(ec2.requests.length - first, 2 * 54);
  assert.equal(
    [...snapshot().tasks.chunks.flat()].filter(t => t.task.storeTaskState === 'InProgress').length,
    1,
  );
});

test('nothing running: three times the interval', async () => {
  const {clock, ec2, snapshot} = simulateStore({
    scenario: ({now}) => settledHistory({settled: 50, epoch: now()}),
  });
  await clock.advance(5 * MINUTE + 1000);
  assert.equal(ec2.requests.length, 11);
  assert.equal(snapshot().sources[0]?.intervalReason, 'idle');
  assert.equal(snapshot().sources[0]?.intervalMs, 30_000);
});

test('the interval is at least two seconds, and the budget stretches it and says so', async () => {
  const {clock, ec2, store, snapshot} = simulateStore({
    intervalMs: 1,
    scenario: ({now}) => settledHistory({settled: 50, runningSince: [MINUTE], epoch: now()}),
  });
  assert.equal(snapshot().intervalMs, 2000);
  await clock.advance(60 * MINUTE);
  const hour = ec2.requests.length;
  assert.ok(hour <= 10 + 60 * 60 * 0.25, `${hour} requests in an hour`);
  assert.equal(snapshot().sources[0]?.intervalReason, 'budget');
  assert.equal(snapshot().sources[0]?.intervalMs, 4000);
  store.setInterval(20_000);
  await clock.advance(10 * MINUTE);
  assert.equal(snapshot().sources[0]?.intervalReason, 'asked');
});

test('polls never overlap, however slow the answers are; one who refreshes again and again gets some', async () => {
  const clock = new SimulatedClock();
  let underWay = 0;
  let most = 0;
  let answers = 0;
  const store = createTaskStore({
    sources: [
      {
        profile: 'p',
        region: 'r',
        async describe(_request, signal) {
          underWay++;
          most = Math.max(most, underWay);
          await new Promise<void>(resolve => {
            clock.schedule(resolve, 25_000);
            signal?.addEventListener('abort', () => resolve());
          });
          underWay--;
          answers += signal?.aborted ? 0 : 1;
          return {tasks: [], lostRows: 0, nextToken: undefined, requestId: undefined};
        },
      },
    ],
    clock,
  });
  store.subscribe(() => {});
  for (let n = 0; n < 20; n++) {
    store.refresh();
    await clock.advance(7000);
  }

  assert.equal(most, 1);
  // A refresh gives up what has been out for long, each time later.
  assert.ok(answers >= 2);
});

test('after a pause, a sleep of the machine and a clock set back: exactly one poll', async () => {
  const {clock, ec2, store, snapshot} = simulateStore({
    scenario: ({now}) => settledHistory({settled: 50, runningSince: [MINUTE], epoch: now()}),
  });
  await clock.advance(15_000);
  store.pause();
  let before = ec2.requests.length;
  await clock.advance(60 * MINUTE);
  assert.equal(ec2.requests.length, before, 'paused is paused');
  assert.equal(snapshot().sources[0]?.fetchStatus, 'paused');
  store.resume();
  await clock.advance(9000);
  assert.equal(ec2.requests.length, before + 1);
  assert.equal(snapshot().events.filter(({type}) => type === 'gap').length, 1);

  before = ec2.requests.length;
  clock.jump(8 * 60 * MINUTE);
  await clock.advance(10_000);
  assert.equal(ec2.requests.length, before + 1, 'after eight hours of sleep');
  clock.jump(-60 * MINUTE);
  await clock.advance(10_000);
  assert.equal(ec2.requests.length, before + 2, 'after the clock was set back');
});

test('a failed poll keeps the rows, says why and when the next try is, and heals by itself', async () => {
  let isBroken = false;
  const {clock, snapshot} = simulateStore({
    scenario: ({now}) => settledHistory({settled: 50, runningSince: [MINUTE], epoch: now()}),
    fault: () =>
      isBroken
        ? new Ec2Error('No answer from EC2.', {kind: 'network', code: 'ECONNRESET'})
        : undefined,
  });
  await clock.advance(11_000);
  const {updatedAt} = snapshot().sources[0] ?? {};
  isBroken = true;
  await clock.advance(35_000);
  const [source] = snapshot().sources;
  assert.equal(snapshot().tasks.size, 51);
  assert.equal(source?.updatedAt, updatedAt, 'the age of what is shown');
  assert.equal(source?.error?.message, 'No answer from EC2.');
  assert.equal(source?.error?.count, 3);
  assert.ok((source?.nextPollAt ?? 0) > clock.now());
  isBroken = false;
  await clock.advance(11_000);
  assert.equal(snapshot().sources[0]?.error, undefined);
});

test('a source that fails hides nothing of the others', async () => {
  const clock = new SimulatedClock();
  const scenario = settledHistory({settled: 450, epoch: clock.now()});
  const good = simulateEc2({scenario, now: clock.now});
  const store = createTaskStore({
    sources: [
      {
        profile: 'bad',
        region: 'r',
        async describe() {
          throw new Ec2Error('Not allowed.', {kind: 'denied'});
        },
      },
      {profile: 'good', region: 'r', describe: good.describe},
    ],
    clock,
  });
  store.subscribe(() => {});
  await clock.advance(1000);
  const {sources, coverage, tasks} = store.getSnapshot();
  assert.equal(sources[0]?.error?.kind, 'denied');
  assert.equal(sources[1]?.status, 'ready');
  assert.equal(tasks.size, 200);
  assert.ok(Number.isFinite(coverage.loadedBackTo));
  store.loadAll();
  await clock.advance(MINUTE);
  assert.equal(store.getSnapshot().tasks.size, 450);
});

test('the snapshot is the same object while nothing has changed', async () => {
  const {clock, store} = simulateStore({scenario: fixedScenario([])});
  await clock.advance(1000);
  assert.equal(store.getSnapshot(), store.getSnapshot());
  const list = store.getSnapshot().tasks;
  await clock.advance(2 * MINUTE);
  assert.equal(store.getSnapshot().tasks, list, 'polls that say the same change no row');
});

test('start, progress and end are reported once each, and what was so at the start is not', async () => {
  const clock = new SimulatedClock();
  const begun = clock.now();
  const tasks = (now: number): DemoTask[] => {
    const percent = Math.min(100, Math.floor((now - begun - 20_000) / 1000));
    const done = simulatedTask(begun - MINUTE, {
      storeTaskState: 'Completed',
      progressPercentage: 100,
    });
    return percent < 0
      ? [done]
      : [
          simulatedTask(begun + 20_000, {
            amiId: 'ami-00000000000000001',
            progressPercentage: percent,
            storeTaskState: percent < 100 ? 'InProgress' : 'Completed',
          }),
          done,
        ];
  };

  const {snapshot} = simulateStore({clock, scenario: {tasks}});
  await clock.advance(5 * MINUTE);
  const {events} = snapshot();
  assert.deepEqual(
    events.map(({type}) => type),
    ['started', 'progressed', 'completed'],
  );
  const [, progress] = events as readonly TaskChange[];
  assert.ok((progress?.steps ?? 0) > 5);
  assert.ok((progress?.previous?.progressPercentage ?? 100) < 20);
  assert.ok((progress?.task.progressPercentage ?? 0) > 80);
});
