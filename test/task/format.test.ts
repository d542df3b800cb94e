import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {
  formatAgo,
  formatDuration,
  formatRate,
  formatRemaining,
  formatShortTime,
  formatTime,
} from '../../source/task/format.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

test('a duration has two units at most', () => {
  assert.equal(formatDuration(0), '0s');
  assert.equal(formatDuration(999), '0s');
  assert.equal(formatDuration(-5000), '0s');
  assert.equal(formatDuration(45_000), '45s');
  assert.equal(formatDuration(4 * MINUTE + 10_999), '4m 10s');
  assert.equal(formatDuration(3 * DAY + 4 * 60 * MINUTE + 5 * MINUTE), '3d 4h');
});

test('what is less than a minute ago has no digits that change', () => {
  assert.equal(formatAgo(-1000), '<1m ago');
  assert.equal(formatAgo(59_999), '<1m ago');
  assert.equal(formatAgo(3 * MINUTE + 59_999), '3m ago');
  assert.equal(formatAgo(59 * MINUTE + 59_999), '59m ago');
  assert.equal(formatAgo(23 * 60 * MINUTE + 59 * MINUTE), '23h ago');
});

test('an age within the 31 days fits its column of 7', () => {
  fc.assert(
    fc.property(fc.integer({min: 0, max: 31 * DAY}), ms => {
      assert.ok(formatAgo(ms).length <= 7, formatAgo(ms));
    }),
  );
});

test('a time to go is rounded up to the minute', () => {
  assert.equal(formatRemaining(10), '<1m');
  assert.equal(formatRemaining(3 * MINUTE + 1), '4m');
  assert.equal(formatRemaining(2 * 60 * MINUTE + 5 * MINUTE), '2h 5m');
});

test('a moment is written in UTC with a Z, and in local time without', () => {
  const at = Date.UTC(2026, 0, 31, 14, 5, 9);
  const local = new Date(at);
  assert.equal(formatTime(at, true), '2026-01-31 14:05:09Z');
  assert.equal(formatShortTime(at, true), '01-31 14:05Z');
  assert.match(formatTime(at, false), new RegExp(` ${String(local.getHours()).padStart(2, '0')}:`));
  assert.equal(formatTime(at, false).length, 19);
});

test('a slow rate keeps the digits that tell something', () => {
  assert.equal(formatRate(12.34), '12%/min');
  assert.equal(formatRate(1.44), '1.4%/min');
  assert.equal(formatRate(0.051), '0.05%/min');
});
