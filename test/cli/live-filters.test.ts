import assert from 'node:assert/strict';
import test from 'node:test';
import {liveFilters} from '../../source/cli/live-filters.js';
import {UsageError} from '../../source/cli/usage-error.js';

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

test('filters that leave nothing, or that the screen has no list for, are refused', () => {
  for (const [filters, message] of [
    [[filter('task-state', 'Completed')], /^The filters for task-state exclude each other/],
    [[filter('owner', 'me')], /^The live screen can't filter by owner=me/],
    [[filter('bucket', 'ami-*')], /^The live screen can't filter by bucket=ami-\*/],
  ] as const) {
    assert.throws(
      () => liveFilters({states: ['Failed'], buckets: [], filters}),
      (error: unknown) => error instanceof UsageError && message.test(error.message),
    );
  }
});
