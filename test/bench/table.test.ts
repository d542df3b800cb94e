import assert from 'node:assert/strict';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'node:test';
import {pathToFileURL} from 'node:url';
import {NOTE, readSections, writeSection} from './helpers/page.js';
import {isReached, type Measured, quantile, type Row} from './helpers/row.js';
import {runSection} from './helpers/run-section.js';
import {linesOf, markdownTable, measuredText, sectionsOf} from './helpers/table.js';

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
  assert.equal(isReached({...row, references: [{name: 'r', measured: ms(90, 100, 400)}]}), false);
  assert.equal(isReached({...row, references: [{name: 'r', measured: ms(90, 103, 400)}]}), true);
  const without: Row = {...row, references: [{name: 'r', measured: undefined, why: 'not here'}]};
  assert.equal(isReached(without), undefined);
  assert.match(linesOf('s', '', [without])[1] ?? '', /\| r: not here \|.*not measured \|$/);
});

test('the table has each section, figure, spread, limit and outcome', () => {
  const rows: Row[] = [
    {
      what: 'a | b',
      ours: ms(10, 12, 40),
      references: [{name: 'theirs', measured: ms(100)}],
      limit: {atMost: 0.1, ofReference: true},
    },
    {what: 'gone', ours: undefined, why: 'failed: so', limit: {atMost: 3}},
  ];
  assert.deepEqual(
    markdownTable([linesOf('part', 'here, today', rows)])
      .split('\n')
      .slice(2),
    [
      '| **part** | here, today |  |  |  |  |',
      '| a \\| b | 12 ms (10-40) | theirs: 100 ms | 0.12 | <= 0.1 of it | no |',
      '| gone | failed: so |  |  | <= 3 | not measured |',
    ],
  );
});

test('several references share a row, each with its ratio, and the first one counts', () => {
  const row: Row = {
    what: 'w',
    ours: ms(30),
    references: [
      {name: 'v1', measured: ms(100)},
      {name: 'v2', measured: undefined, why: 'not installed'},
      {name: 'v3', measured: ms(60)},
    ],
    limit: {atMost: 0.4, ofReference: true},
  };
  assert.equal(
    linesOf('s', '', [row])[1],
    '| w | 30 ms | v1: 100 ms<br>v2: not installed<br>v3: 60 ms | 0.3<br><br>0.5 | <= 0.4 of it | yes |',
  );
});

test('what was tried is told as long as a limit is not reached', () => {
  const row: Row = {what: 'w', ours: ms(5), limit: {atMost: 4}, tried: 'This and that.'};
  assert.match(linesOf('s', '', [row])[1] ?? '', /\| no: This and that\. \|$/);
  assert.match(linesOf('s', '', [{...row, limit: {atMost: 5}}])[1] ?? '', /\| yes \|$/);
});

test('a table is taken apart by its sections as it was made', () => {
  const first = linesOf('one', 'x', [{what: 'a | **b** |', ours: ms(1)}]);
  const second = linesOf('two', 'y', [{what: 'c', ours: ms(2)}]);
  const read = sectionsOf(`${markdownTable([first, second])}\n\nA note.`);
  assert.deepEqual(
    [...read],
    [
      ['one', first],
      ['two', second],
    ],
  );
  assert.equal(sectionsOf('').size, 0);
});

test('a section that breaks says so in a row, and is cleaned up, the last thing first', async t => {
  t.mock.method(console, 'error', () => {});
  const cleaned: string[] = [];
  const run = await runSection(
    {
      name: 's',
      async measure({after}) {
        after(() => cleaned.push('first'));
        after(() => cleaned.push('second'));
        throw new Error('broken\nfor a reason');
      },
    },
    {isQuick: false},
  );
  assert.deepEqual(run, {
    rows: [{what: 's', ours: undefined, why: 'failed: broken'}],
    isFailed: true,
  });
  assert.deepEqual(cleaned, ['second', 'first']);
});

test('a quick run measures a tenth, and something of everything', async t => {
  t.mock.method(console, 'error', () => {});
  const amounts = async (isQuick: boolean) => {
    const found: number[] = [];
    const measure = async ({amount}: {amount: (full: number) => number}) => {
      found.push(amount(3), amount(60_000));
      return [];
    };
    await runSection({name: 's', measure}, {isQuick});
    return found;
  };
  assert.deepEqual(await amounts(false), [3, 60_000]);
  assert.deepEqual(await amounts(true), [1, 6000]);
});

test('numbers keep three digits, and their unit', () => {
  assert.equal(measuredText(ms(0.012_34)), '0.0123 ms');
  assert.equal(measuredText({values: [12_345.6], unit: 'bytes'}), '12,346 bytes');
  assert.equal(measuredText({values: [0.0042, 0.004, 0.0051], unit: 'share'}), '0.42 % (0.4-0.51)');
  assert.equal(quantile([4, 1, 3, 2, 5], 0.95), 4.8);
  assert.throws(() => quantile([], 0.5), /Nothing was measured/);
});

test('a section is written between the markers of a page, and the others stay', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'amiwatch-'));
  t.after(() => rm(folder, {recursive: true}));
  const path = join(folder, 'page.md');
  const file = pathToFileURL(path);
  const lines = (name: string, value: number) =>
    linesOf(name, 'here', [{what: 'w', ours: ms(value)}]);
  const order = ['one', 'two', 'three'];
  const write = (name: string, value: number) =>
    writeSection(file, order, name, lines(name, value));
  assert.equal(await write('one', 1), false);
  assert.equal(await readSections(file), undefined);
  await writeFile(path, 'a\n<!-- bench -->\n');
  assert.equal(await write('one', 1), false);
  await writeFile(path, 'a\n<!-- bench -->\n<!-- /bench -->\nb\n');
  assert.deepEqual(await readSections(file), new Map());
  for (const [name, value] of [
    ['three', 3],
    ['one', 1],
    ['three', 4],
  ] as const) {
    assert.equal(await write(name, value), true);
  }

  assert.deepEqual(
    [...((await readSections(file)) ?? [])],
    [
      ['one', lines('one', 1)],
      ['three', lines('three', 4)],
    ],
  );
  const table = markdownTable([lines('one', 1), lines('three', 4)]);
  assert.equal(
    await readFile(path, 'utf8'),
    `a\n<!-- bench -->\n${table}\n\n${NOTE}\n<!-- /bench -->\nb\n`,
  );
  await writeSection(file, ['three'], 'three', lines('three', 5));
  assert.deepEqual([...((await readSections(file)) ?? [])], [['three', lines('three', 5)]]);
});
