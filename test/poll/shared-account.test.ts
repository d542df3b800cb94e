import assert from 'node:assert/strict';
import test from 'node:test';
import {ACCOUNT_THROTTLE, createThrottle} from '../../source/demo/throttle.js';
import {createTaskStore} from '../../source/poll/create-task-store.js';
import {settledHistory} from '../helpers/settled-history.js';
import {SimulatedClock} from '../helpers/simulated-clock.js';
import {simulateEc2} from '../helpers/simulated-ec2.js';
import {simulateStore} from '../helpers/simulated-store.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The same "random" numbers in each run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

test('ten monitors on one account for 24 hours: each refreshed every minute, under 2 % throttled', async () => {
  const clock = new SimulatedClock();
  const begun = clock.now();
  const world = {
    scenario: settledHistory({
      settled: 10_000,
      runningSince: [5, 20, 60].map(minutes => minutes * MINUTE),
      epoch: begun,
    }),
    now: clock.now,
    throttle: createThrottle(ACCOUNT_THROTTLE),
  };
  const random = randomFrom(42);
  const monitors = Array.from({length: 10}, () => {
    const ec2 = simulateEc2(world);
    const store = createTaskStore({
      sources: [{profile: 'p', region: 'r', describe: ec2.describe}],
      clock,
      random,
    });
    const refreshedAt: number[] = [];
    const stop = store.subscribe(() => {
      const at = store.getSnapshot().sources[0]?.updatedAt;
      if (at !== undefined && at !== refreshedAt.at(-1)) {
        refreshedAt.push(at);
      }
    });
    return {ec2, store, refreshedAt, stop};
  });
  await clock.advance(24 * HOUR);

  const settled = begun + 5 * MINUTE;
  const requests = monitors.flatMap(({ec2}) => ec2.requests).filter(({at}) => at >= settled);
  const throttled = requests.filter(({outcome}) => outcome === 'throttled');
  assert.ok(requests.length > 30_000);
  assert.ok(throttled.length / requests.length < 0.02, `${throttled.length} of ${requests.length}`);
  for (const {refreshedAt, ec2} of monitors) {
    const times = refreshedAt.filter(at => at >= settled);
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    assert.ok(Math.max(...gaps) <= MINUTE, `not refreshed for ${Math.max(...gaps)} ms`);
    const share = ec2.requests.filter(({at}) => at >= settled).length / requests.length;
    assert.ok(share > 0.05 && share < 0.2, `a share of ${share}`);
  }

  for (const {store, stop} of monitors) {
    assert.equal(
      store
        .getSnapshot()
        .tasks.chunks.flat()
        .filter(t => t.task.storeTaskState === 'InProgress').length,
      3,
    );
    stop();
  }
});

test('throttled for good: tries at most every five minutes, rows kept, back step by step', async () => {
  let isShort = false;
  const clock = new SimulatedClock();
  const throttle = createThrottle(ACCOUNT_THROTTLE);
  const {ec2, snapshot} = simulateStore({
    clock,
    scenario: settledHistory({settled: 150, runningSince: [MINUTE], epoch: clock.now()}),
    world: {throttle: {take: now => !isShort && throttle.take(now)}},
  });
  await clock.advance(MINUTE);
  isShort = true;
  await clock.advance(HOUR);
  const tries = ec2.requests.filter(({outcome}) => outcome === 'throttled').map(({at}) => at);
  const gaps = tries.slice(1).map((at, index) => at - (tries[index] ?? 0));
  assert.deepEqual(
    gaps.slice(0, 6).map(Math.round),
    [15_000, 15_000, 30_000, 60_000, 120_000, 240_000],
  );
  assert.ok(gaps.slice(6).every(gap => gap === 5 * MINUTE));
  assert.equal(snapshot().tasks.size, 151);
  assert.equal(snapshot().sources[0]?.error?.kind, 'throttled');
  assert.equal(snapshot().sources[0]?.intervalReason, 'throttled');

  isShort = false;
  await clock.until(() => snapshot().sources[0]?.error === undefined);
  const intervals: number[] = [];
  for (let minute = 0; minute < 300; minute++) {
    await clock.advance(MINUTE);
    intervals.push(snapshot().sources[0]?.intervalMs ?? 0);
  }

  assert.deepEqual(
    intervals,
    intervals.toSorted((a, b) => b - a),
    'it only gets faster',
  );
  assert.equal(intervals[0] !== undefined && intervals[0] > 15_000, true);
  assert.equal(intervals.at(-1), 10_000);
});
