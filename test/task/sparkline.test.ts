import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {sparkline} from '../../source/task/sparkline.js';

const LEVELS = [...'.:-=+*#'];

test('steady progress climbs through the levels', () => {
  const samples = [0, 1, 2, 3, 4, 5, 6].map(step => ({at: step * 1000, percent: 10 + step}));
  assert.equal(sparkline(samples, 6000, 6, LEVELS), ':-=+*#');
});

test('a standstill is flat to the end', () => {
  const samples = [
    {at: 0, percent: 0},
    {at: 1000, percent: 50},
  ];
  assert.equal(sparkline(samples, 10_000, 10, LEVELS), '##########');
  const later = [...samples, {at: 9000, percent: 100}];
  assert.equal(sparkline(later, 10_000, 10, LEVELS), '========##');
});

test('one sample is no course, and no room is no text', () => {
  assert.equal(sparkline([{at: 0, percent: 5}], 1000, 10, LEVELS), '');
  const two = [
    {at: 0, percent: 5},
    {at: 1, percent: 6},
  ];
  assert.equal(sparkline(two, 1000, 0, LEVELS), '');
});

test('it is as wide as asked for, never falls where progress doesn’t, and ends on the last percent', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({gap: fc.integer({min: 1, max: 1e6}), step: fc.nat(9)}), {
        minLength: 2,
        maxLength: 20,
      }),
      fc.integer({min: 1, max: 60}),
      fc.nat(1e6),
      (steps, width, rest) => {
        let at = 0;
        let percent = 0;
        const samples = steps.map(({gap, step}) => {
          at += gap;
          percent += step;
          return {at, percent};
        });
        const course = sparkline(samples, at + rest, width, LEVELS);
        assert.equal(course.length, width);
        const heights = Array.from(course, level => LEVELS.indexOf(level));
        assert.deepEqual(
          heights,
          heights.toSorted((a, b) => a - b),
        );
        assert.equal(heights.at(-1), percent === samples[0]?.percent ? 0 : LEVELS.length - 1);
      },
    ),
  );
});
