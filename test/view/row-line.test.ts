import assert from 'node:assert/strict';
import test from 'node:test';
import {isDeepStrictEqual} from 'node:util';
import fc from 'fast-check';
import {compileSearch} from '../../source/task/filter.js';
import {drawnRow, isSameRow, rowLine} from '../../source/view/panels/row-line.js';
import {chooseGlyphs} from '../../source/view/text/theme.js';
import {columnsFor} from '../helpers/columns-for.js';
import {A_SOURCE, aTask, NOW} from '../helpers/fake-store.js';

const WIDTH = 120;
const glyphs = chooseGlyphs({LANG: 'C.UTF-8'});
const display = {glyphs, isUtc: true, isAbsoluteTime: false};
const columns = columnsFor([aTask(0)], {width: WIDTH});

const aRow = fc
  .record({
    index: fc.nat(1),
    state: fc.constantFrom('InProgress', 'Completed', 'Failed'),
    percent: fc.constantFrom(40, 41),
    now: fc.constantFrom(NOW, NOW + 1000, NOW + 60_000),
    isSelected: fc.boolean(),
    mark: fc.constantFrom('new' as const, undefined),
    search: fc.constantFrom('', 'ami', 'ami-0', '1'),
  })
  .map(({index, state, percent, now, isSelected, mark, search}) =>
    drawnRow(
      aTask(index, {storeTaskState: state, progressPercentage: percent}),
      columns,
      {now, display, sources: [A_SOURCE], isSelected, mark},
      compileSearch(search, NOW),
    ),
  );

test('rows are the same where nothing of what is drawn of them differs', () => {
  fc.assert(
    fc.property(aRow, aRow, (one, other) => {
      assert.equal(isSameRow(one, other), isDeepStrictEqual(one, other));
      if (isSameRow(one, other)) {
        assert.deepEqual(rowLine(one, columns, '~'), rowLine(other, columns, '~'));
      }
    }),
    {numRuns: 1000},
  );
});

test('a second later a row is the same, a minute later it is another', () => {
  const rowAt = (now: number) =>
    drawnRow(
      aTask(0, {startedAt: NOW - 90_000}),
      columns,
      {now, display, sources: [A_SOURCE], isSelected: false},
      undefined,
    );
  assert.ok(isSameRow(rowAt(NOW), rowAt(NOW + 1000)));
  assert.ok(!isSameRow(rowAt(NOW), rowAt(NOW + 60_000)));
  assert.ok(!isSameRow(undefined, rowAt(NOW)), 'a heading that comes');
  assert.ok(isSameRow(undefined, undefined));
});
