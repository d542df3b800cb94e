import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {
  BUDGET,
  createTokenBucket,
  ONE_ANSWER_BUDGET,
  type Priority,
} from '../../source/poll/pace/token-bucket.js';

function bucketAt() {
  let now = 0;
  const bucket = createTokenBucket({monotonic: () => now});
  return {
    bucket,
    wait(ms: number) {
      now += ms;
    },
  };
}

function takeAll(bucket: ReturnType<typeof createTokenBucket>, priority: Priority): number {
  let taken = 0;
  while (bucket.tryTake(priority)) {
    taken++;
  }

  return taken;
}

test('one answer takes all that the account has at once, and one that is empty waits for what comes back', () => {
  let now = 0;
  const bucket = createTokenBucket({monotonic: () => now}, ONE_ANSWER_BUDGET);
  assert.equal(takeAll(bucket, 'manual'), 50);
  assert.equal(bucket.delay('manual'), 4000);
  now += 60_000;
  assert.equal(takeAll(bucket, 'manual'), 15);
  now += 60_000;
  bucket.empty();
  assert.equal(takeAll(bucket, 'manual'), 0);
  assert.equal(bucket.delay('manual'), 4000);
});

test('10 requests in a burst by itself, 40 when a person asks', () => {
  assert.equal(takeAll(bucketAt().bucket, 'automatic'), 10);
  assert.equal(takeAll(bucketAt().bucket, 'manual'), 40);
});

test("a person's burst slows the polling down and never stops it", () => {
  const {bucket, wait} = bucketAt();
  takeAll(bucket, 'manual');
  assert.equal(bucket.tryTake('automatic'), false);
  assert.equal(bucket.delay('automatic'), 8000);
  wait(8000);
  assert.equal(bucket.tryTake('automatic'), true);
});

test('after the delay that it names a token is there', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat({max: 20_000}), fc.constantFrom<Priority>('automatic', 'manual')), {
        maxLength: 80,
      }),
      fc.constantFrom<Priority>('automatic', 'manual'),
      (uses, priority) => {
        const {bucket, wait} = bucketAt();
        for (const [ms, by] of uses) {
          wait(ms);
          bucket.tryTake(by);
        }

        wait(bucket.delay(priority));
        assert.equal(bucket.tryTake(priority), true);
      },
    ),
  );
});

test('in no stretch of time do more requests pass than the budget has', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat({max: 9000}), fc.constantFrom<Priority>('automatic', 'manual')), {
        minLength: 1,
        maxLength: 200,
      }),
      uses => {
        const {bucket, wait} = bucketAt();
        const passed: {at: number; by: Priority}[] = [];
        let at = 0;
        for (const [ms, by] of uses) {
          at += ms;
          wait(ms);
          if (bucket.tryTake(by)) {
            passed.push({at, by});
          }
        }

        for (const [from, first] of passed.entries()) {
          let all = 0;
          let automatic = 0;
          for (const {at: time, by} of passed.slice(from)) {
            const refilled = ((time - first.at) / 1000) * BUDGET.refillPerSecond + 1e-6;
            all++;
            automatic += by === 'automatic' ? 1 : 0;
            assert.ok(all <= BUDGET.burst + BUDGET.manualReserve + refilled);
            assert.ok(automatic <= BUDGET.burst + refilled);
          }
        }
      },
    ),
  );
});
