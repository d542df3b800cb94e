import assert from 'node:assert/strict';
import test from 'node:test';
import {ACCOUNT_THROTTLE, createThrottle} from '../../source/demo/endpoint/throttle.js';
import {createTaskStore} from '../../source/poll/create-task-store.js';
import {AccountBudgets} from '../../source/poll/pace/account-budgets.js';
import {settledHistory} from '../helpers/settled-history.js';
import {SimulatedClock} from '../helpers/simulated-clock.js';
import {simulateEc2} from '../helpers/simulated-ec2.js';
import {simulateStore} from '../helpers/simulated-store.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

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

/** A program that watches an account through several profiles at once. */
function profilesOf(
  accounts: readonly (string | undefined)[],
  regions: readonly string[] = ['us-east-1'],
) {
  const clock = new SimulatedClock();
  const scenario = settledHistory({settled: 300, runningSince: [MINUTE], epoch: clock.now()});
  const ec2 = simulateEc2({scenario, now: clock.now, throttle: createThrottle(ACCOUNT_THROTTLE)});
  const answered = accounts.map(() => 0);
  const store = createTaskStore({
    sources: accounts.flatMap((account, index) =>
      regions.map(region => ({
        profile: `p${index}`,
        region,
        account: () => account,
        async describe(request: Parameters<typeof ec2.describe>[0]) {
          answered[index] = (answered[index] ?? 0) + 1;
          return ec2.describe(request);
        },
      })),
    ),
    clock,
    random: () => 0.5,
  });
  return {clock, ec2, store, answered, stop: store.subscribe(() => {})};
}

for (const [what, accounts] of [
  ['one account', ['111111111111', '111111111111', '111111111111', '111111111111']],
  ['accounts that nobody knows', [undefined, undefined, undefined, undefined]],
] as const) {
  test(`four profiles of ${what} share one budget, and none starves`, async () => {
    const {clock, ec2, answered, stop} = profilesOf(accounts);
    await clock.advance(HOUR);
    assert.ok(ec2.requests.length <= 10 + 0.25 * 3600, `${ec2.requests.length} requests`);
    assert.ok(ec2.requests.length > 800, `${ec2.requests.length} requests`);
    assert.deepEqual(
      answered.filter(count => count < 0.2 * ec2.requests.length),
      [],
      String(answered),
    );
    stop();
  });
}

test('accounts and Regions apart have budgets of their own', async () => {
  const {clock, ec2, stop} = profilesOf(['111111111111', '222222222222', undefined], ['a', 'b']);
  await clock.advance(10 * MINUTE);
  // Six sources with 0.1 requests a second each.
  assert.ok(ec2.requests.length >= 6 * 55, `${ec2.requests.length} requests`);
  stop();
});

test('an account that is known later takes along what was drawn before', async () => {
  const clock = new SimulatedClock();
  const budgets = new AccountBudgets(clock);
  const unknown = budgets.of('r', undefined);
  while (unknown.bucket.tryTake('automatic'));
  const known = budgets.of('r', '111111111111', unknown);
  assert.equal(known.bucket.tryTake('automatic'), false);
  assert.equal(budgets.of('r', '111111111111'), known);
  assert.equal(budgets.of('r', '222222222222').bucket.tryTake('automatic'), true);
});

test('r held down for a minute keeps to half of the account, and leaves the polling going', async () => {
  const {clock, ec2, store, stop} = profilesOf(['111111111111']);
  const begun = clock.now();
  for (let press = 0; press < 1800; press++) {
    store.refresh();
    await clock.advance(33);
  }

  const seconds = (clock.now() - begun) / 1000;
  assert.ok(ec2.requests.length <= 25 + 0.25 * seconds, `${ec2.requests.length} requests`);
  assert.equal(ec2.requests.filter(({outcome}) => outcome === 'throttled').length, 0);
  const before = ec2.requests.length;
  await clock.advance(MINUTE);
  assert.ok(ec2.requests.length - before >= 4, 'the polling goes on');
  stop();
});
