import assert from 'node:assert/strict';
import test from 'node:test';
import {type LayoutNeeds, planLayout} from '../../source/view/panels/layout.js';

const plan = (rows: number, needs: Partial<LayoutNeeds> = {}) =>
  planLayout({
    rows,
    columns: 80,
    sources: 0,
    banner: 0,
    isList: true,
    hasNews: false,
    hasPreview: true,
    troubles: 0,
    ...needs,
  });

test('the lines add up to one less than the terminal has, whatever there is to show', () => {
  for (let rows = 4; rows <= 100; rows++) {
    for (const banner of [0, 1, 5]) {
      for (const isList of [false, true]) {
        for (const columns of [40, 80, 200]) {
          const sources = rows % 7;
          const needs = {banner, sources, isList, columns, hasNews: rows % 2 === 0};
          const layout = plan(rows, {...needs, troubles: rows % 3});
          const lines =
            1 +
            layout.sources +
            layout.banner +
            layout.troubles +
            Number(layout.hasTabs) +
            (layout.hasGaps ? 2 : 0) +
            layout.body +
            (layout.preview.place === 'below' ? layout.preview.height : 0) +
            Number(layout.hasNews) +
            Number(layout.hasFooter);
          assert.equal(lines, rows - 1, `${rows} rows`);
          assert.equal(layout.height, rows - 1);
        }
      }
    }
  }
});

test('three rows and less leave a summary, in all of them', () => {
  assert.deepEqual(
    [1, 2, 3].map(rows => plan(rows).height),
    [1, 2, 3],
  );
  assert.deepEqual(
    [1, 2, 3, 4].map(rows => plan(rows).isSummary),
    [true, true, true, false],
  );
});

test('at 80x24 there are tabs, a heading, 19 tasks and a footer, and one task less while there is news', () => {
  assert.equal(plan(24).pageSize, 19);
  assert.equal(plan(24, {hasNews: true}).pageSize, 18);
  assert.equal(plan(24, {hasNews: true, isList: false}).hasNews, false);
});

test('ten rows show six tasks, without a heading', () => {
  const {hasTabs, hasHeading, hasFooter, pageSize} = plan(10, {columns: 40});
  assert.deepEqual(
    {hasTabs, hasHeading, hasFooter, pageSize},
    {
      hasTabs: true,
      hasHeading: false,
      hasFooter: true,
      pageSize: 6,
    },
  );
});

test('the preview lies below from 30 rows on, and at the right from 160 columns on', () => {
  const place = (columns: number, rows: number, needs = {}) =>
    plan(rows, {columns, ...needs}).preview.place;
  assert.equal(place(120, 29), 'none');
  assert.equal(place(120, 30), 'below');
  assert.equal(place(159, 36), 'below');
  assert.equal(place(160, 36), 'right');
  assert.equal(place(160, 24), 'right');
  assert.equal(place(200, 60, {hasPreview: false}), 'none');
  assert.equal(place(200, 60, {isList: false}), 'none');
  const {listWidth, preview, body} = plan(60, {columns: 200});
  assert.equal(listWidth + preview.width + 3, 200);
  assert.equal(preview.height, body);
  assert.equal(plan(36, {columns: 120}).listWidth, 120);
});

test('a failed poll takes lines only while it lasts, up to a third of the screen', () => {
  assert.equal(plan(24, {banner: 1}).pageSize, 18);
  assert.equal(plan(24, {banner: 9}).banner, 7);
  assert.equal(plan(10, {banner: 3}).banner, 3);
});

test('the lines of sources are there where the table keeps ten lines, say what the banner would, and give way together', () => {
  assert.equal(plan(24, {sources: 5, banner: 2}).sources, 5);
  assert.equal(plan(24, {sources: 5, banner: 2}).banner, 0, 'said already');
  assert.equal(plan(24, {sources: 12, banner: 2}).sources, 0);
  assert.equal(plan(24, {sources: 12, banner: 2}).banner, 2);
});
