import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {cleanText, TEXT_LIMITS} from '../../source/ec2/clean-text.js';
import {toApiTask} from '../../source/task/api-task.js';
import {filledIn} from '../../source/task/same-task.js';
import type {SaidByService, StoreImageTask} from '../../source/task/store-image-task.js';

const START = '2026-11-27T01:02:03.000Z';

/** A reading as the service's words make it. */
function readingOf(words: Partial<SaidByService>): StoreImageTask {
  const said: SaidByService = {
    amiId: 'ami-0123456789abcdef0',
    bucket: 'archive',
    s3ObjectKey: 'ami-0123456789abcdef0.bin',
    progressPercentage: 40,
    storeTaskState: 'InProgress',
    storeTaskFailureReason: undefined,
    ...words,
  };
  const clean = {
    ...said,
    progressPercentage: Math.min(said.progressPercentage ?? 0, 100),
    storeTaskState: said.storeTaskState && cleanText(said.storeTaskState, TEXT_LIMITS.id),
    storeTaskFailureReason:
      said.storeTaskFailureReason && cleanText(said.storeTaskFailureReason, TEXT_LIMITS.reason),
    taskStartTime: START,
    startedAt: Date.parse(START),
  };
  const isPlain = Object.entries(said).every(
    ([name, word]) => clean[name as keyof typeof said] === word,
  );
  return isPlain ? clean : {...clean, said};
}

const FAILED = {storeTaskState: 'Failed', storeTaskFailureReason: 'no \u001B[31mroom\u0007 left'};

test('a task that changes keeps the words of the service', () => {
  const task = filledIn(readingOf({}), readingOf(FAILED));
  assert.equal(task.storeTaskFailureReason, 'no room left');
  assert.equal(toApiTask(task).StoreTaskFailureReason, FAILED.storeTaskFailureReason);
  assert.equal(toApiTask(task).StoreTaskState, 'Failed');
});

test('a member that a reading lacks stays in the words of the one before', () => {
  const known = readingOf({progressPercentage: 140, bucket: 'archive'});
  const {bucket, ...rest} = readingOf(FAILED);
  const task = filledIn(known, {...rest, bucket: undefined, progressPercentage: undefined});
  assert.equal(task.progressPercentage, 100);
  assert.equal(toApiTask(task).ProgressPercentage, 140);
  assert.equal(toApiTask(task).Bucket, bucket);
});

test('words that are as they are shown are not kept twice', () => {
  const odd = readingOf({progressPercentage: 140});
  assert.ok(odd.said);
  assert.equal(filledIn(odd, readingOf({progressPercentage: 60})).said, undefined);
  assert.equal(filledIn(readingOf({}), readingOf({progressPercentage: 60})).said, undefined);
});

test('nothing new gives the very same object, whatever the words are', () => {
  const odd = readingOf(FAILED);
  assert.equal(filledIn(odd, readingOf(FAILED)), odd);
});

test('a whole reading is told word for word, whatever was known before', () => {
  const words = fc.record({
    progressPercentage: fc.integer({min: 0, max: 200}),
    storeTaskState: fc.constantFrom('InProgress', 'Completed', 'Failed', 'Pau\u0000sed'),
    storeTaskFailureReason: fc.string({
      unit: fc.constantFrom('a', ' ', '\u0007', '\u202E', '\u001B'),
      minLength: 1,
    }),
  });
  fc.assert(
    fc.property(words, words, (before, after) => {
      const [known, reading] = [readingOf(before), readingOf(after)];
      const task = filledIn(known, reading);
      assert.deepEqual(toApiTask(task), toApiTask(task === known ? known : reading));
    }),
  );
});
