import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {
  type CoveredRange,
  coveredDownTo,
  rangeOf,
  rangeToReadOn,
  withFirstPage,
  withNewestPage,
  withOlderPage,
} from '../../source/poll/reading/covered-range.js';

const END = Number.NEGATIVE_INFINITY;
const NEWEST = Number.POSITIVE_INFINITY;

test('a page without a token covers everything', () => {
  assert.deepEqual(rangeOf({newest: 9, oldest: 5, nextToken: undefined}), {
    top: 9,
    bottom: END,
    token: undefined,
  });
  assert.equal(coveredDownTo([]), NEWEST);
});

test('polling goes on where the page reaches what was known', () => {
  const first = withNewestPage([], {newest: 100, oldest: 50, nextToken: 't1'}, undefined);
  const next = withNewestPage(first, {newest: 110, oldest: 60, nextToken: 't2'}, 100);
  assert.equal(coveredDownTo(next), 50);
  assert.equal(next[0]?.token, 't1', 'the token that leads below what is known');
});

test('a gap leaves an island, and reading on joins it', () => {
  let ranges = withNewestPage([], {newest: 100, oldest: 50, nextToken: 't1'}, undefined);
  ranges = withNewestPage(ranges, {newest: 300, oldest: 200, nextToken: 't2'}, 100);
  assert.equal(coveredDownTo(ranges), 200);
  ranges = withOlderPage(ranges, 0, {newest: 199, oldest: 120, nextToken: 't3'});
  assert.equal(coveredDownTo(ranges), 120);
  ranges = withOlderPage(ranges, 0, {newest: 119, oldest: 90, nextToken: 't4'});
  assert.deepEqual(ranges, [{top: NEWEST, bottom: 50, token: 't1'}]);
});

test('after a refused token reading starts at the first page, and nothing known is lost', () => {
  let ranges: readonly CoveredRange[] = [{top: NEWEST, bottom: 50, token: undefined}];
  assert.equal(rangeToReadOn(ranges, 50), -1);
  ranges = withFirstPage(ranges, {newest: 100, oldest: 70, nextToken: 'a'}, 100);
  assert.equal(coveredDownTo(ranges), 50);
  const on = rangeToReadOn(ranges, 50);
  assert.equal(ranges[on]?.token, 'a');
  ranges = withOlderPage(ranges, on, {newest: 69, oldest: 30, nextToken: 'b'});
  assert.equal(coveredDownTo(ranges), 30);
});

/** Reads on as the poller does, over a list of starts that grows at the top. */
test('what is said to be covered was read, whatever the order of polls, gaps and pages', () => {
  const step = fc.oneof(
    fc.record({type: fc.constant('poll' as const), fresh: fc.nat({max: 9})}),
    fc.record({type: fc.constant('page' as const), fresh: fc.nat({max: 2})}),
    fc.record({type: fc.constant('refuse' as const), fresh: fc.constant(0)}),
  );
  fc.assert(
    fc.property(fc.nat({max: 40}), fc.array(step, {maxLength: 40}), (old, steps) => {
      const size = 4;
      const service = Array.from({length: old}, (_, index) => old - index);
      let top = old;
      let reached: number | undefined;
      let ranges: readonly CoveredRange[] = [];
      const known = new Set<number>();
      const read = (from: number) => {
        const rows = service.slice(from, from + size);
        for (const row of rows) {
          known.add(row);
        }

        const nextToken = from + size < service.length ? String(from + size) : undefined;
        return {newest: rows[0], oldest: rows.at(-1), nextToken};
      };

      for (const {type, fresh} of [{type: 'poll' as const, fresh: 0}, ...steps]) {
        for (let index = 0; index < fresh; index++) {
          service.unshift(++top);
        }

        const covered = coveredDownTo(ranges);
        if (type === 'poll') {
          const page = read(0);
          ranges = withNewestPage(ranges, page, reached);
          reached = Math.max(reached ?? END, page.newest ?? END);
        } else if (type === 'refuse') {
          ranges = ranges.map(range => ({...range, token: undefined}));
        } else if (covered > END) {
          const on = rangeToReadOn(ranges, covered);
          const page = read(Number(ranges[on]?.token ?? 0));
          ranges =
            on === -1
              ? withFirstPage(ranges, page, reached ?? END)
              : withOlderPage(ranges, on, page);
        }

        const claimed = coveredDownTo(ranges);
        for (const row of service) {
          if (row <= (reached ?? END) && row > claimed) {
            assert.ok(
              known.has(row),
              `${row} was never read, but ${claimed} is said to be covered`,
            );
          }
        }
      }
    }),
    {numRuns: 3000},
  );
});
