import assert from 'node:assert/strict';
import test from 'node:test';
import type {Clock} from '../../source/poll/clock.js';
import {createTaskStore} from '../../source/poll/create-task-store.js';
import {settledHistory} from '../helpers/settled-history.js';
import {SimulatedClock} from '../helpers/simulated-clock.js';
import {simulateEc2} from '../helpers/simulated-ec2.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const BY_BUDGET = "Nothing was asked: slowed to spare the account's API limit.";
const BY_HAND = 'Nothing was asked: paused or suspended.';

/** So many profiles of one account in a Region, with a task that runs. @param timers Another clock for the timers. */
function watch(profiles: number, intervalMs: number, timers?: (clock: SimulatedClock) => Clock) {
  const clock = new SimulatedClock();
  const scenario = settledHistory({settled: 50, runningSince: [MINUTE], epoch: clock.now()});
  const {describe, requests} = simulateEc2({scenario, now: clock.now});
  const store = createTaskStore({
    sources: Array.from({length: profiles}, (_, index) => ({
      profile: `p${index}`,
      region: 'us-east-1',
      account: () => '111122223333',
      describe,
    })),
    clock: timers?.(clock) ?? clock,
    random: () => 0.5,
    intervalMs,
  });
  const stop = store.subscribe(() => {});
  const gaps = () => store.getSnapshot().events.filter(event => event.type === 'gap');
  return {clock, store, requests, gaps, reasons: () => gaps().map(({reason}) => reason), stop};
}

for (const [profiles, intervalMs] of [
  [6, 2000],
  [2, 2000],
  [12, 5000],
] as const) {
  test(`${profiles} sources on one budget, every ${intervalMs} ms: only the budget makes gaps`, async () => {
    const {clock, reasons, stop} = watch(profiles, intervalMs);
    await clock.advance(10 * MINUTE);
    assert.deepEqual([...new Set(reasons())], [BY_BUDGET]);
    stop();
  });
}

test('a person who pages takes what polling waits for', async () => {
  const {clock, store, requests, reasons, stop} = watch(6, 10_000);
  for (let press = 0; press < 200; press++) {
    store.refresh();
    await clock.advance(500);
  }

  assert.ok(requests.length > 20);
  assert.ok(
    reasons().every(reason => reason === BY_BUDGET),
    String(reasons()),
  );
  stop();
});

test('a sleep of the machine while a request waits for the budget is none of the budget', async () => {
  const {clock, store, gaps, stop} = watch(6, 2000);
  await clock.until(() =>
    store.getSnapshot().sources.some(({fetchStatus}) => fetchStatus === 'budget'),
  );
  clock.jump(3 * HOUR);
  await clock.advance(MINUTE);
  const long = gaps().filter(({at, from}) => at - from >= 3 * HOUR);
  assert.ok(long.length > 0);
  assert.ok(long.every(({reason}) => reason === BY_HAND));
  stop();
});

test('neither is a program that was stopped then: its timers are late', async () => {
  let lateMs = 0;
  const {clock, store, gaps, stop} = watch(6, 2000, ({now, monotonic, schedule}) => ({
    now,
    monotonic,
    schedule: (callback, ms) => schedule(callback, ms + lateMs),
  }));
  await clock.until(() =>
    store.getSnapshot().sources.some(({fetchStatus}) => fetchStatus === 'budget'),
  );
  lateMs = HOUR;
  await clock.advance(MINUTE);
  lateMs = 0;
  await clock.advance(2 * HOUR);
  const long = gaps().filter(({at, from}) => at - from >= HOUR / 2);
  assert.ok(long.length > 0);
  assert.ok(long.every(({reason}) => reason === BY_HAND));
  stop();
});

test('a pause is told as one, also where the budget is shared', async () => {
  const {clock, store, gaps, stop} = watch(6, 2000);
  await clock.advance(30_000);
  store.pause();
  await clock.advance(HOUR);
  store.resume();
  await clock.advance(MINUTE);
  // What waited for the budget when the key was pressed is still asked.
  const long = gaps().filter(({at, from}) => at - from >= HOUR - MINUTE);
  assert.equal(long.length, 6);
  assert.ok(long.every(({reason}) => reason === BY_HAND));
  stop();
});

test('a shorter interval makes no gap of the time before', async () => {
  for (const elapsedMs of [2500, 9000, 25_000, 250_000]) {
    const {clock, store, reasons, stop} = watch(1, 300_000);
    await clock.advance(1000);
    await clock.advance(elapsedMs);
    for (const ms of [120_000, 60_000, 30_000, 15_000, 10_000, 5000, 2000]) {
      store.setInterval(ms);
    }

    await clock.advance(20_000);
    assert.deepEqual(reasons(), [], String(elapsedMs));
    stop();
  }
});
