import assert from 'node:assert/strict';
import test from 'node:test';
import {readDuration, readSince} from '../../source/task/when.js';

test('durations have a unit, and several may follow each other', () => {
  assert.equal(readDuration('90s'), 90_000);
  assert.equal(readDuration('1h30m'), 5_400_000);
  assert.equal(readDuration('7d'), 604_800_000);
  assert.equal(readDuration('0m'), 0);
  for (const text of ['', '90', '2 hours ago', 'h', '-2h']) {
    assert.equal(readDuration(text), undefined, text);
  }
});

test('a point in time is so long ago, or a date', () => {
  const now = Date.UTC(2026, 0, 31, 12);
  assert.equal(readSince('2h', now), now - 7_200_000);
  assert.equal(readSince('2026-01-31', now), Date.UTC(2026, 0, 31));
  assert.equal(readSince('2026-01-31T12:00Z', now), now);
  for (const text of ['', '2', 'yesterday', '2026-13-45']) {
    assert.equal(readSince(text, now), undefined, text);
  }
});
