import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type {DemoTask} from '../../source/demo/demo-task.js';
import {Ec2Error} from '../../source/ec2/errors.js';
import {CATCH_UP} from '../../source/poll/reading/catch-up.js';
import {PollAllTasks} from '../../source/poll/reading/poll-all-tasks.js';
import type {ObservationGap, TaskChange, TaskEvent} from '../../source/poll/tasks/events.js';
import {TaskLedger} from '../../source/poll/tasks/task-ledger.js';
import {pollOnce} from '../helpers/poll-once.js';
import {SimulatedClock} from '../helpers/simulated-clock.js';
import {simulateEc2} from '../helpers/simulated-ec2.js';
import {simulatedTask, simulateStore} from '../helpers/simulated-store.js';

const MINUTE = 60_000;

/** A settled task of its own AMI. */
function settled(index: number, startedAt: number, state = 'Completed'): DemoTask {
  return simulatedTask(startedAt, {
    amiId: `ami-${index.toString(16).padStart(17, '0')}`,
    storeTaskState: state,
    progressPercentage: 100,
  });
}

const changes = (events: readonly TaskEvent[], type: TaskEvent['type']) =>
  events.filter(event => event.type === type) as readonly TaskChange[];

/** 250 old tasks, one that runs, and `count` that start and settle at `at`. */
function burst(count: number, at: number, epoch: number) {
  const old = Array.from({length: 250}, (_, index) => settled(index, epoch - (index + 1) * MINUTE));
  const running = simulatedTask(epoch - 30_000, {amiId: 'ami-0000000000000ffff'});
  const many = Array.from({length: count}, (_, index) =>
    settled(10_000 + index, at + index, index % 9 === 0 ? 'Failed' : 'Completed'),
  ).toReversed();
  const before = [running, ...old];
  const after = [...many, ...before];
  return {tasks: (now: number) => (now < at + count ? before : after)};
}

for (const count of [199, 200, 201, 450, 1900]) {
  test(`${count} tasks that start and settle between two polls are told, each once`, async () => {
    const clock = new SimulatedClock();
    const {snapshot, ec2} = simulateStore({
      clock,
      scenario: burst(count, clock.now() + 12_000, clock.now()),
    });
    await clock.advance(11_000);
    const asked = ec2.requests.length;
    await clock.advance(2 * MINUTE);
    const {events, sources} = snapshot();
    assert.equal(changes(events, 'started').length, count);
    assert.equal(new Set(changes(events, 'started').map(({key}) => key)).size, count);
    assert.equal(changes(events, 'failed').length, Math.ceil(count / 9));
    assert.equal(
      changes(events, 'completed').length + changes(events, 'failed').length,
      count,
      'each came to an end, once',
    );
    assert.equal(changes(events, 'gap').length, 0);
    assert.equal(sources[0]?.isBehind, false);
    assert.ok(ec2.requests.length - asked <= 30 + Math.ceil(count / 200));
  });
}

test('nor are they lost in an outage, and the screen says what is being read', async () => {
  const clock = new SimulatedClock();
  const begun = clock.now();
  const {snapshot} = simulateStore({
    clock,
    scenario: burst(3000, begun + 20_000, begun),
    fault: () =>
      clock.now() > begun + 15_000 && clock.now() < begun + 75_000
        ? new Ec2Error('No answer from EC2.', {kind: 'network'})
        : undefined,
  });
  let wasBehind = false;
  for (let step = 0; step < 60; step++) {
    await clock.advance(5000);
    wasBehind ||= snapshot().sources[0]?.isBehind === true;
  }

  assert.equal(wasBehind, true);
  assert.equal(changes(snapshot().events, 'started').length, 2500, 'the newest of 3,000');
  assert.equal(snapshot().happened, 6001, 'and the gap');
});

test('pages that a person loads meanwhile take nothing from it', async () => {
  const clock = new SimulatedClock();
  const {snapshot, store} = simulateStore({
    clock,
    scenario: burst(2200, clock.now() + 12_000, clock.now()),
  });
  await clock.advance(11_000);
  await clock.until(() => snapshot().sources[0]?.isBehind === true);
  store.loadAll();
  await clock.advance(5 * MINUTE);
  assert.equal(snapshot().happened, 4400);
});

test('what the service lets nobody read is told as a gap that says where', async () => {
  const clock = new SimulatedClock();
  const begun = clock.now();
  const {snapshot} = simulateStore({
    clock,
    scenario: burst(450, begun + 12_000, begun),
    fault: ({nextToken, filters}) =>
      nextToken !== undefined && !filters && clock.now() > begun + 11_000
        ? new Ec2Error('The token was refused.', {kind: 'bad-request', code: 'InvalidNextToken'})
        : undefined,
  });
  await clock.advance(5 * MINUTE);
  const gaps = snapshot().events.filter(({type}) => type === 'gap') as readonly ObservationGap[];
  assert.ok(gaps.length >= 1);
  assert.match(gaps[0]?.reason ?? '', /may be missing: The token was refused\./);
  assert.ok((gaps[0]?.until ?? 0) > (gaps[0]?.from ?? Number.POSITIVE_INFINITY));
  assert.equal(snapshot().sources[0]?.isBehind, false, 'and given up');
  assert.equal(snapshot().sources[0]?.error, undefined, 'it hides nothing else');
});

test('tasks that start faster than the budget lets anyone read end in gaps, not in a backlog', async () => {
  let now = Date.UTC(2026, 5, 1);
  const begun = now;
  // Two pages of 5 each second.
  const tasks = Array.from({length: 3000}, (_, index) => settled(index, begun + index * 100));
  const newestFirst = tasks.toReversed();
  const ec2 = simulateEc2({
    scenario: {tasks: time => newestFirst.filter(({startedAt}) => startedAt <= time)},
    now: () => now,
  });
  const ledger = new TaskLedger(() => {});
  const poller = new PollAllTasks({
    source: 0,
    ledger,
    startOffsetMs: () => 0,
    now: () => now,
    monotonic: () => now,
    maxResults: 5,
  });
  for (let poll = 0; poll < 60; poll++) {
    now = begun + 1000 + poll * 4000;
    await pollOnce(poller, {ledger, now: () => now}, ec2.describe, false);
  }

  const gaps = ledger.history.events.filter(({type}) => type === 'gap');
  assert.ok(gaps.length >= 60 - CATCH_UP.holes - 5, `${gaps.length} gaps`);
});

test('whatever starts and settles between two polls, all that the account lists is told once', async () => {
  const lives = fc.uniqueArray(
    fc.record({
      at: fc.integer({min: -20 * MINUTE, max: 60 * MINUTE}),
      lastsMs: fc.integer({min: 0, max: 10 * MINUTE}),
    }),
    {maxLength: 60, selector: ({at}) => at},
  );
  const polls = fc.array(fc.integer({min: 2000, max: 10 * MINUTE}), {minLength: 1, maxLength: 10});
  await fc.assert(
    fc.asyncProperty(lives, polls, async (all, gaps) => {
      const epoch = Date.UTC(2026, 5, 1);
      let now = epoch;
      const newestFirst = all.toSorted((a, b) => b.at - a.at);
      const ec2 = simulateEc2({
        now: () => now,
        scenario: {
          tasks: time =>
            newestFirst
              .filter(({at}) => epoch + at <= time)
              .map(({at, lastsMs}) =>
                epoch + at + lastsMs <= time
                  ? settled(at + 30 * MINUTE, epoch + at)
                  : settled(at + 30 * MINUTE, epoch + at, 'InProgress'),
              ),
        },
      });
      const ledger = new TaskLedger(() => {});
      const options = {source: 0, ledger, now: () => now, monotonic: () => now, maxResults: 5};
      const poller = new PollAllTasks({...options, startOffsetMs: () => 0});
      await pollOnce(poller, options, ec2.describe, false);
      for (const gap of gaps) {
        now += gap;
        await pollOnce(poller, options, ec2.describe, false);
      }

      for (let more = 0; more < 40 && poller.isBehind; more++) {
        now += 1;
        await pollOnce(poller, options, ec2.describe, false);
      }

      const due = all.filter(({at}) => at > 0 && epoch + at <= now);
      const {events} = ledger.history;
      const starts = changes(events, 'started').map(({task}) => task.startedAt);
      assert.deepEqual(starts.toSorted(), due.map(({at}) => epoch + at).toSorted());
      const ended = due.filter(({at, lastsMs}) => epoch + at + lastsMs <= now);
      const ends = new Set(changes(events, 'completed').map(({task}) => task.startedAt));
      assert.ok(ended.every(({at}) => ends.has(epoch + at)));
    }),
    {numRuns: Number(process.env.AMIWATCH_PROPERTY_RUNS ?? 500)},
  );
});
