import assert from 'node:assert/strict';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'node:test';
import {pathToFileURL} from 'node:url';
import {writeBetweenMarkers} from './helpers/page.js';
import {isReached, type Measured, quantile, type Row} from './helpers/row.js';
import {markdownTable, measuredText} from './helpers/table.js';

const ms = (...values: number[]): Measured => ({values, unit: 'ms'});

test('a limit is reached at it, and not above it', () => {
  const row = {what: 'w', ours: ms(1, 40, 90), limit: {atMost: 40}};
  assert.equal(isReached(row), true);
  assert.equal(isReached({...row, limit: {atMost: 39}}), false);
  assert.equal(isReached({...row, limit: undefined}), undefined);
});

test('a share is that of the medians, and unknown without a reference', () => {
  const limit = {atMost: 0.4, ofReference: true};
  const row: Row = {what: 'w', ours: ms(30, 41, 50), limit};
  assert.equal(isReached({...row, reference: {name: 'r', measured: ms(90, 100, 400)}}), false);
  assert.equal(isReached({...row, reference: {name: 'r', measured: ms(90, 103, 400)}}), true);
  const without: Row = {...row, reference: {name: 'r', measured: undefined, why: 'not here'}};
  assert.equal(isReached(without), undefined);
  assert.match(
    markdownTable([{title: 's', rows: [without]}]),
    /\| r: not here \|.*not measured \|$/m,
  );
});

test('the table has each section, figure, spread, limit and outcome', () => {
  const rows: Row[] = [
    {
      what: 'a | b',
      ours: ms(10, 12, 40),
      reference: {name: 'theirs', measured: ms(100)},
      limit: {atMost: 0.1, ofReference: true, aim: 0.05},
    },
    {what: 'gone', ours: undefined, why: 'failed: so', limit: {atMost: 3}},
  ];
  assert.deepEqual(
    markdownTable([{title: 'part', rows}])
      .split('\n')
      .slice(2),
    [
      '| **part** |  |  |  |  |  |',
      '| a \\| b | 12 ms (10-40) | theirs: 100 ms | 0.12 | <= 0.1 of it, aim 0.05 | no |',
      '| gone | failed: so |  |  | <= 3 | not measured |',
    ],
  );
});

test('numbers keep three digits, and their unit', () => {
  assert.equal(measuredText(ms(0.012_34)), '0.0123 ms');
  assert.equal(measuredText({values: [12_345.6], unit: 'bytes'}), '12,346 bytes');
  assert.equal(measuredText({values: [0.0042, 0.004, 0.0051], unit: 'share'}), '0.42 % (0.4-0.51)');
  assert.equal(quantile([4, 1, 3, 2, 5], 0.95), 4.8);
  assert.throws(() => quantile([], 0.5), /Nothing was measured/);
});

test('a page is changed between its markers only, and not at all without them', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'amiwatch-'));
  t.after(() => rm(folder, {recursive: true}));
  const path = join(folder, 'page.md');
  const file = pathToFileURL(path);
  assert.equal(await writeBetweenMarkers(file, 'new'), false);
  await writeFile(path, 'a\n<!-- bench -->\n');
  assert.equal(await writeBetweenMarkers(file, 'new'), false);
  await writeFile(path, 'a\n<!-- bench -->\nold\n<!-- /bench -->\nb\n');
  assert.equal(await writeBetweenMarkers(file, 'new'), true);
  assert.equal(await readFile(path, 'utf8'), 'a\n<!-- bench -->\nnew\n<!-- /bench -->\nb\n');
});
