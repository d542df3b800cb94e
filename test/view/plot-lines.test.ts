import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {axisTop, plotLines} from '../../source/view/overview/plot-lines.js';
import {textWidth} from '../../source/view/text/fit-text.js';
import {chooseGlyphs} from '../../source/view/text/theme.js';

const aDay = fc
  .record({
    completed: fc.nat({max: 3000}),
    failed: fc.oneof(fc.constant(0), fc.nat({max: 50})),
    running: fc.nat({max: 5}),
    others: fc.oneof({weight: 9, arbitrary: fc.constant(0)}, {weight: 1, arbitrary: fc.nat(3)}),
    isKnown: fc.boolean(),
  })
  .map(({others, ...day}) => ({
    ...day,
    started: day.completed + day.failed + day.running + others,
    label: '01-31',
  }));

test('whatever happens on a day has its column, and failures are always seen', () => {
  fc.assert(
    fc.property(
      fc.array(aDay, {minLength: 31, maxLength: 31}),
      fc.constantFrom(5, 8, 15),
      fc.integer({min: 2, max: 5}),
      fc.boolean(),
      (days, rows, dayWidth, isUtf8) => {
        const {plot: glyphs} = chooseGlyphs(isUtf8 ? {LANG: 'C.UTF-8'} : {});
        const lines = plotLines({days, rows, dayWidth, glyphs, selected: undefined});
        const texts = lines.map(line => line.map(({text}) => text).join(''));
        assert.equal(lines.length, rows + 2);
        assert.ok(texts.every(text => textWidth(text) <= 5 + days.length * dayWidth));
        for (const [index, day] of days.entries()) {
          const column = texts
            .slice(0, rows)
            .map(text => Array.from(text)[5 + index * dayWidth] ?? ' ')
            .join('')
            .trim();
          const isFull = column.length === rows;
          assert.doesNotMatch(column, / /, 'nothing floats');
          assert.equal(column.startsWith('?'), !day.isKnown);
          if (day.isKnown) {
            assert.equal(column === '', day.started === 0);
          }

          if (day.failed > 0 && (day.isKnown || !isFull)) {
            assert.ok(column.includes(glyphs.failed), column);
          }

          if (day.failed === 0) {
            assert.ok(!column.includes(glyphs.failed));
          }
        }
      },
    ),
    {numRuns: 300},
  );
});

test('the axis ends at the highest day or little above it, with a half', () => {
  fc.assert(
    fc.property(fc.nat({max: 1_000_000}), most => {
      const top = axisTop(most);
      assert.ok(top >= most && (most < 2 || top < most * 2), `${most} to ${top}`);
      assert.equal(top % 2, 0);
    }),
  );
});

test('a date stands under each week, that of the cursor before all others', () => {
  const days = Array.from({length: 31}, (_, index) => ({
    started: 0,
    completed: 0,
    failed: 0,
    running: 0,
    label: `01-${String(index + 1).padStart(2, '0')}`,
    isKnown: true,
  }));
  const datesAt = (selected: number | undefined) => {
    const lines = plotLines({days, rows: 5, dayWidth: 2, glyphs: chooseGlyphs({}).plot, selected});
    return lines
      .at(-1)
      ?.map(({text}) => text)
      .join('')
      .trim()
      .split(/ +/);
  };
  assert.deepEqual(datesAt(undefined), ['01-01', '01-08', '01-15', '01-22', '01-29']);
  assert.deepEqual(datesAt(30), ['01-01', '01-08', '01-15', '01-22', '01-31']);
  assert.deepEqual(datesAt(9), ['01-01', '01-10', '01-15', '01-22', '01-29']);
});
