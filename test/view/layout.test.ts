import assert from 'node:assert/strict';
import test from 'node:test';
import {planLayout} from '../../source/view/panels/layout.js';

const plan = (rows: number, needs = {}) =>
  planLayout({
    rows,
    sources: 1,
    banner: 0,
    isBannerSpare: false,
    isFiltered: false,
    isSingle: false,
    troubles: 0,
    ...needs,
  });

test('the lines add up to one less than the terminal has', () => {
  for (let rows = 4; rows <= 100; rows++) {
    for (const banner of [0, 1, 2]) {
      for (const isSingle of [false, true]) {
        const sources = (rows % 7) + 1;
        const needs = {banner, sources, isSingle, isBannerSpare: rows % 3 === 0};
        const layout = plan(rows, {...needs, isFiltered: rows % 2 === 0});
        const lines =
          1 +
          layout.sources +
          layout.banner +
          Number(layout.hasCounts) +
          Number(layout.hasFilters) +
          (layout.hasGaps ? 2 : 0) +
          layout.body +
          Number(layout.hasFooter);
        assert.equal(lines, rows - 1, `${rows} rows`);
        assert.equal(layout.height, rows - 1);
      }
    }
  }
});

test('three rows and less leave one line', () => {
  assert.deepEqual(
    [1, 2, 3, 4].map(rows => plan(rows).isLine),
    [true, true, true, false],
  );
});

test('a filter that hides tasks stays in sight where there is room for one line only', () => {
  assert.equal(plan(10).hasFilters, false);
  assert.equal(plan(10, {isFiltered: true}).hasFilters, true);
});

test('a failed poll takes lines only while it lasts', () => {
  assert.equal(plan(24).pageSize, 16);
  assert.equal(plan(24, {banner: 1}).pageSize, 15);
  assert.equal(plan(10, {banner: 2}).banner, 1);
});
