import assert from 'node:assert/strict';
import test from 'node:test';
import {runWithTimeLimit} from '../../source/view/rows/run-with-time-limit.js';

/** In ms: no machine stands still for so long. */
const PATIENT = 60_000;

test('gives what came in time', () => {
  assert.deepEqual(
    runWithTimeLimit(PATIENT, () => 'a'),
    {result: 'a'},
  );
});

test('an expression that V8 finds too large at its first match is no crash', () => {
  const large = new RegExp('a'.repeat(33_000), 'i');
  assert.throws(() => large.test('a'), SyntaxError);
  assert.deepEqual(
    runWithTimeLimit(PATIENT, () => large.test('a')),
    {stopped: 'size'},
  );
});

test('what takes too long is stopped', () => {
  assert.deepEqual(
    runWithTimeLimit(1, () => /(?:a|a)*(?:a|a)*b/.test('a'.repeat(40))),
    {stopped: 'time'},
  );
});

test('any other error is its caller’s', () => {
  assert.throws(
    () =>
      runWithTimeLimit(PATIENT, () => {
        throw new TypeError('wrong');
      }),
    TypeError,
  );
});
