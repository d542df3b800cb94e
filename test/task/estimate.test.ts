import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {ESTIMATE, estimate, type Samples} from '../../source/task/estimate.js';

const START = Date.UTC(2026, 3, 1);
const SECOND = 1000;
const MINUTE = 60 * SECOND;

type Sample = Samples[number];

/** What a monitor sees of a task whose percent is `percentAt(ms since the start)`, looked at every 10 s from `from` on. */
function watch(percentAt: (ms: number) => number, from: number, until: number): Sample[] {
  const samples: Sample[] = [];
  for (let ms = from; ms <= until; ms += 10 * SECOND) {
    const percent = Math.min(99, Math.floor(percentAt(ms)));
    if (samples.at(-1)?.percent !== percent) {
      samples.push({at: START + ms, percent});
    }
  }

  return samples;
}

function estimateAt(percentAt: (ms: number) => number, from: number, now: number) {
  const samples = watch(percentAt, from, now);
  return estimate(
    {
      startedAt: START,
      progressPercentage: samples.at(-1)?.percent,
      storeTaskState: 'InProgress',
    },
    samples,
    START + now,
  );
}

function assertNear(actual: number | undefined, wanted: number, share: number, slack = 0): void {
  assert.ok(
    actual !== undefined && Math.abs(actual - wanted) <= wanted * share + slack,
    `${actual} is not within ${share * 100} % of ${wanted}`,
  );
}

test('linear progress: the rest of it', () => {
  const percentAt = (ms: number) => (ms / (40 * MINUTE)) * 100;
  const result = estimateAt(percentAt, 5 * MINUTE, 20 * MINUTE);
  assert.equal(result.basis, 'samples');
  assertNear(result.ratePerMinute, 2.5, 0.05);
  assertNear(result.remainingMs, 20 * MINUTE, 0.1);
});

test('ten percent at a time: no promise that grows between the steps', () => {
  const percentAt = (ms: number) => Math.floor(ms / (5 * MINUTE)) * 10;
  for (const now of [26, 27, 28, 29].map(minutes => minutes * MINUTE)) {
    const result = estimateAt(percentAt, 0, now);
    assertNear(result.remainingMs, 50 * MINUTE - now, 0.1, 30 * SECOND);
  }
});

test('half as fast from the middle on: the present speed counts', () => {
  const percentAt = (ms: number) =>
    ms < 20 * MINUTE ? (ms / MINUTE) * 2.5 : 50 + (ms / MINUTE - 20) * 1.25;
  const result = estimateAt(percentAt, 0, 48 * MINUTE);
  assertNear(result.ratePerMinute, 1.25, 0.1);
  assertNear(result.remainingMs, 12 * MINUTE, 0.15);
});

test('one jump and one pause do not bend it', () => {
  const percentAt = (ms: number) => {
    const minutes = ms / MINUTE;
    return minutes < 10 ? minutes : minutes < 12 ? 10 : minutes < 20 ? minutes - 2 : minutes + 3;
  };
  const result = estimateAt(percentAt, 0, 30 * MINUTE);
  assertNear(result.ratePerMinute, 1, 0.15);
});

test('stalled: how long, and no time', () => {
  const percentAt = (ms: number) => Math.min(40, ms / MINUTE);
  const moving = estimateAt(percentAt, 0, 41 * MINUTE);
  assert.equal(moving.stalledMs, undefined);
  const result = estimateAt(percentAt, 0, 52 * MINUTE);
  assertNear(result.stalledMs, 12 * MINUTE, 0.05);
  assert.equal(result.remainingMs, undefined);
});

test('begun again from the start: what was before counts no more', () => {
  const percentAt = (ms: number) => (ms < 10 * MINUTE ? (ms / MINUTE) * 5 : (ms / MINUTE - 10) * 2);
  const result = estimateAt(percentAt, 0, 30 * MINUTE);
  assertNear(result.ratePerMinute, 2, 0.1);
  assertNear(result.remainingMs, 30 * MINUTE, 0.1);
});

test('just attached: percent since the start, and it says so', () => {
  const result = estimate(
    {startedAt: START, progressPercentage: 25, storeTaskState: 'InProgress'},
    [{at: START + 10 * MINUTE, percent: 25}],
    START + 10 * MINUTE,
  );
  assert.equal(result.basis, 'average');
  assert.equal(result.remainingMs, 30 * MINUTE);
});

test('0 % for long is queued, not a time', () => {
  const at = (ms: number) =>
    estimate(
      {startedAt: START, progressPercentage: 0, storeTaskState: 'InProgress'},
      [{at: START, percent: 0}],
      START + ms,
    );
  assert.equal(at(MINUTE).isQueued, false);
  assert.equal(at(ESTIMATE.queuedMs).isQueued, true);
  assert.equal(at(ESTIMATE.queuedMs).remainingMs, undefined);
  assert.equal(at(ESTIMATE.queuedMs).basis, undefined);
});

test('nothing is said of a task that does not run, has no percent or no start', () => {
  for (const storeTaskState of ['Completed', 'Failed', 'Archived', undefined]) {
    const result = estimate(
      {startedAt: START, progressPercentage: 50, storeTaskState},
      [],
      START + MINUTE,
    );
    assert.equal(result.remainingMs, undefined);
    assert.equal(result.ratePerMinute, undefined);
  }

  for (const task of [
    {startedAt: START, progressPercentage: undefined},
    {startedAt: undefined, progressPercentage: 50},
  ]) {
    const result = estimate({...task, storeTaskState: 'InProgress'}, [], START + MINUTE);
    assert.equal(result.remainingMs, undefined);
  }
});

test('whatever was seen, it is a time or none: never negative, never NaN', () => {
  const samples = fc
    .array(fc.record({gap: fc.nat({max: 10 * MINUTE}), percent: fc.nat({max: 100})}), {
      maxLength: 40,
    })
    .map(steps => {
      let at = START;
      return steps.map(({gap, percent}) => {
        at += gap;
        return {at, percent};
      });
    });
  fc.assert(
    fc.property(
      samples,
      fc.nat({max: 100}),
      fc.integer({min: -MINUTE, max: 30 * MINUTE}),
      (seen, percent, later) => {
        const now = (seen.at(-1)?.at ?? START) + later;
        const result = estimate(
          {startedAt: START, progressPercentage: percent, storeTaskState: 'InProgress'},
          seen,
          now,
        );
        for (const value of [result.remainingMs, result.ratePerMinute, result.stalledMs]) {
          assert.ok(value === undefined || (Number.isFinite(value) && value >= 0), String(value));
        }
      },
    ),
    {numRuns: 2000},
  );
});
