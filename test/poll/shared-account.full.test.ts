import assert from 'node:assert/strict';
import test from 'node:test';
import {ACCOUNT_THROTTLE, createThrottle} from '../../source/demo/endpoint/throttle.js';
import {createTaskStore} from '../../source/poll/create-task-store.js';
import {settledHistory} from '../helpers/settled-history.js';
import {SimulatedClock} from '../helpers/simulated-clock.js';
import {simulateEc2} from '../helpers/simulated-ec2.js';

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

test('ten monitors that watch an account through four profiles each take no more than ten', async () => {
  const clock = new SimulatedClock();
  const settled = clock.now() + 10 * MINUTE;
  const world = {
    scenario: settledHistory({settled: 1000, runningSince: [5 * MINUTE], epoch: clock.now()}),
    now: clock.now,
    throttle: createThrottle(ACCOUNT_THROTTLE),
  };
  const random = randomFrom(42);
  const monitors = Array.from({length: 10}, () => {
    const ec2 = simulateEc2(world);
    const store = createTaskStore({
      sources: [0, 1, 2, 3].map(number => ({
        profile: `p${number}`,
        region: 'r',
        account: () => '111111111111',
        describe: ec2.describe,
      })),
      clock,
      random,
    });
    const refreshedAt: number[][] = [[], [], [], []];
    const stop = store.subscribe(() => {
      for (const [index, {updatedAt}] of store.getSnapshot().sources.entries()) {
        if (updatedAt !== undefined && updatedAt !== refreshedAt[index]?.at(-1)) {
          refreshedAt[index]?.push(updatedAt);
        }
      }
    });
    return {ec2, refreshedAt, stop};
  });
  await clock.advance(4 * HOUR);

  const requests = monitors.flatMap(({ec2}) => ec2.requests).filter(({at}) => at >= settled);
  const throttled = requests.filter(({outcome}) => outcome === 'throttled');
  assert.ok(requests.length > 6000);
  assert.ok(throttled.length / requests.length < 0.02, `${throttled.length} of ${requests.length}`);
  for (const {refreshedAt, stop} of monitors) {
    stop();
    for (const all of refreshedAt) {
      const times = all.filter(at => at >= settled);
      const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
      // 40 sources at the account's 0.5 a second: once in 80 s each at best.
      assert.ok(Math.max(...gaps) <= 5 * MINUTE, `not refreshed for ${Math.max(...gaps)} ms`);
    }
  }
});
