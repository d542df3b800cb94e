import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {calendarDays, startedPerDay} from '../../source/task/per-day.js';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 26, 18, 50);
const days = calendarDays(NOW, 31, true);
const starts = days.map(({start}) => start);

test('the last 31 days end with today, in UTC or here', () => {
  assert.equal(days.length, 31);
  assert.deepEqual(days.at(-1), {name: '2026-11-26', start: Date.UTC(2026, 10, 26)});
  assert.deepEqual(days[0], {name: '2026-10-27', start: Date.UTC(2026, 9, 27)});
  const here = calendarDays(NOW, 31, false);
  assert.deepEqual(here.at(-1)?.start, new Date(2026, 10, new Date(NOW).getDate()).getTime());
  assert.ok(here.every(({start}, index) => start > (here[index - 1]?.start ?? 0)));
});

test('each day counts what started from its beginning to the next one', () => {
  const task = (startedAt: number | undefined, storeTaskState: string) => ({
    startedAt,
    storeTaskState,
  });
  const counts = startedPerDay(
    [
      task(NOW, 'InProgress'),
      task(Date.UTC(2026, 10, 26), 'Failed'),
      task(Date.UTC(2026, 10, 26) - 1, 'Completed'),
      task(NOW + DAY, 'Completed'),
      task(NOW - 31 * DAY, 'Failed'),
      task(undefined, 'Failed'),
      task(NOW, 'Paused'),
    ],
    starts,
  );
  assert.deepEqual(counts.at(-1), {started: 5, completed: 1, failed: 2, running: 1});
  assert.deepEqual(counts.at(-2), {started: 1, completed: 1, failed: 0, running: 0});
  assert.deepEqual(counts[0], {started: 1, completed: 0, failed: 1, running: 0});
});

test('every task is on exactly one day', () => {
  const task = fc.record({
    startedAt: fc.option(fc.integer({min: NOW - 40 * DAY, max: NOW + 2 * DAY}), {nil: undefined}),
    storeTaskState: fc.constantFrom('InProgress', 'Completed', 'Failed', 'Paused', undefined),
  });
  fc.assert(
    fc.property(fc.array(task), fc.integer({min: 1, max: 31}), (tasks, count) => {
      const counted = startedPerDay(tasks, starts.slice(-count));
      const sum = (of: 'started' | 'failed') => counted.reduce((total, day) => total + day[of], 0);
      assert.equal(sum('started'), tasks.length);
      assert.equal(
        sum('failed'),
        tasks.filter(({storeTaskState}) => storeTaskState === 'Failed').length,
      );
    }),
  );
});
