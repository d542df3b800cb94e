import fc from 'fast-check';
import type {StoreImageTask} from '../../source/task/store-image-task.js';

const MINUTE = 60_000;

/** How a service tells of one task: members that it fills in later, and forms that it changes. */
export type Manner = {
  /** How long after the task's start each member is missing, ms. */
  readonly keyAfter: number;
  readonly bucketAfter: number;
  readonly startAfter: number;

  /** Which forms come, from answer to answer. */
  readonly forms: readonly number[];
};

const missing = fc.oneof(
  {weight: 2, arbitrary: fc.constant(0)},
  {weight: 2, arbitrary: fc.integer({min: 1, max: 20 * MINUTE})},
);

export const aManner: fc.Arbitrary<Manner> = fc.record({
  keyAfter: missing,
  bucketAfter: missing,
  startAfter: missing,
  forms: fc.array(fc.nat({max: 15}), {minLength: 1, maxLength: 5}),
});

/** A row as the service words it in its `turn`th answer. @param now ms since the epoch. */
export function worded(
  task: StoreImageTask,
  {keyAfter, bucketAfter, startAfter, forms}: Manner,
  now: number,
  turn: number,
): StoreImageTask {
  const startedAt = task.startedAt ?? 0;
  const age = now - startedAt;
  const form = forms[turn % forms.length] ?? 0;
  const start = form & 1 ? Math.floor(startedAt / 1000) * 1000 : startedAt;
  const text = new Date(start).toISOString();
  return {
    ...task,
    ...(age < startAfter
      ? {startedAt: undefined, taskStartTime: undefined}
      : {startedAt: start, taskStartTime: form & 2 ? text.replace('Z', '+00:00') : text}),
    bucket: age < bucketAfter ? undefined : form & 4 ? `arn:aws:s3:::${task.bucket}` : task.bucket,
    s3ObjectKey:
      age < keyAfter ? undefined : form & 8 ? `images/${task.s3ObjectKey}` : task.s3ObjectKey,
  };
}
