import assert from 'node:assert/strict';
import test from 'node:test';
import {type Schedule, within} from '../../source/base/within.js';

/** Timers that go off when a test says so. */
function handTimers() {
  const waiting = new Map<() => void, number>();
  const by: Schedule = (callback, ms) => {
    waiting.set(callback, ms);
    return () => waiting.delete(callback);
  };
  const ring = () => {
    for (const callback of waiting.keys()) {
      callback();
    }
  };

  return {by, ring, waiting};
}

const never = () => new Promise<string>(() => {});

test('work that ends in time gives its result and leaves no timer', async () => {
  const {by, waiting} = handTimers();
  const work = async () => {
    assert.deepEqual([...waiting.values()], []);
    return 'done';
  };

  assert.equal(await within(5, work, () => 'late', by), 'done');
  assert.equal(waiting.size, 0);
});

test('work that fails in time fails with its own error and leaves no timer', async () => {
  const {by, waiting} = handTimers();
  const work = () => Promise.reject(new Error('mine'));
  await assert.rejects(
    within(5, work, () => 'late', by),
    /^Error: mine$/,
  );
  assert.equal(waiting.size, 0);
});

test('work that takes longer is told so, and what is given instead counts', async () => {
  const {by, ring, waiting} = handTimers();
  let signal: AbortSignal | undefined;
  const result = within(
    5,
    late => {
      signal = late;
      return never();
    },
    () => 'late',
    by,
  );
  assert.deepEqual([...waiting.values()], [5]);
  assert.equal(signal?.aborted, false);
  ring();
  assert.equal(await result, 'late');
  assert.equal(signal?.aborted, true);
});

test('an error instead wins over the one that the work ends with when it is told', async () => {
  const {by, ring} = handTimers();
  const result = within(
    5,
    late =>
      new Promise((_resolve, reject) => {
        late.addEventListener('abort', () => reject(new Error('aborted')));
      }),
    () => {
      throw new Error('late');
    },
    by,
  );
  ring();
  await assert.rejects(result, /^Error: late$/);
});

test('0 waits for ever: no timer is set', async () => {
  const {by, waiting} = handTimers();
  const work = async () => {
    assert.equal(waiting.size, 0);
    return 'done';
  };

  assert.equal(await within(0, work, () => 'late', by), 'done');
});
