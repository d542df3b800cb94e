import assert from 'node:assert/strict';
import test from 'node:test';
import {UsageError} from '../../source/cli/arguments/argument-errors.js';
import {liveFilters} from '../../source/cli/arguments/live-filters.js';

const filter = (name: string, ...values: readonly string[]) => ({name, values});

test('--state, --bucket and --filters come together', () => {
  assert.deepEqual(
    liveFilters({
      states: ['Failed'],
      buckets: [],
      filters: [filter('bucket', 'a', 'b'), filter('bucket', 'b', 'c')],
    }),
    {states: ['Failed'], buckets: ['b']},
  );
  assert.deepEqual(liveFilters({states: [], buckets: [], filters: []}), {states: [], buckets: []});
});

test('wildcards are the service’s: alone they stay, beside exact values they choose among them', () => {
  const buckets = (given: readonly string[], ...more: readonly string[]) =>
    liveFilters({states: [], buckets: given, filters: [filter('bucket', ...more)]}).buckets;
  assert.deepEqual(
    liveFilters({states: [], buckets: [], filters: [filter('bucket', 'ami-*', String.raw`x\*`)]})
      .buckets,
    ['ami-*', String.raw`x\*`],
  );
  assert.deepEqual(buckets(['ami-?'], 'ami-1', 'ami-12', 'ami-'), ['ami-1', 'ami-']);
  assert.deepEqual(buckets([String.raw`a\b`, 'c'], 'ab', 'd'), ['ab']);
  assert.deepEqual(buckets([String.raw`\*`], '*'), [String.raw`\*`], 'a star that is one');
});

test('filters that leave nothing, or that take more than one list, are refused', () => {
  for (const [options, message] of [
    [
      {states: ['Failed'], buckets: [], filters: [filter('task-state', 'Completed')]},
      /^The filters for task-state exclude each other/,
    ],
    [
      {states: [], buckets: ['a*'], filters: [filter('bucket', '*b')]},
      /^The live screen can't put several filters with wildcards together for bucket/,
    ],
  ] as const) {
    assert.throws(
      () => liveFilters(options),
      (error: unknown) => error instanceof UsageError && message.test(error.message),
    );
  }
});
