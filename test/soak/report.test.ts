import assert from 'node:assert/strict';
import test from 'node:test';
import {slopeOf} from './helpers/slope.js';
import {putBetween, renderParts} from './report.js';

test('a slope is that of the straight line, whatever is around it', () => {
  assert.equal(
    slopeOf([
      [0, 1],
      [1, 3],
      [2, 5],
    ]),
    2,
  );
  assert.equal(
    slopeOf([
      [0, 5],
      [1, 9],
      [2, 5],
    ]),
    0,
  );
});

test('the table is put between the markers of a page, and nowhere else', () => {
  const table = renderParts({
    simulated: {
      figures: [{what: 'slope', value: '2', limit: '< 1', isMissed: true}],
      where: 'here',
    },
  });
  assert.match(table, /\| slope \| 2 \| \*\*missed:\*\* < 1 \|/);
  assert.equal(
    putBetween('a <!-- soak -->old<!-- /soak --> b', 'new'),
    'a <!-- soak -->\nnew\n<!-- /soak --> b',
  );
  assert.equal(putBetween('nothing', 'new'), undefined);
});
