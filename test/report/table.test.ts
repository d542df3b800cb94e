import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import stringWidth from 'string-width';
import {createFormat, type FormatOptions} from '../../source/report/once/format.js';
import {type ReportRows, toRows} from '../../source/report/once/rows.js';
import {formatTable, type TableLook} from '../../source/report/once/table.js';
import {toValue} from '../../source/report/python/value.js';

const PLAIN: TableLook = {isColored: false, isAscii: true};

function rows(plain: unknown): ReportRows {
  return toRows(toValue(plain));
}

function linesOf(plain: unknown, look = PLAIN): readonly string[] {
  return formatTable(rows(plain), look).split('\n');
}

const TASKS = [
  {AmiId: 'ami-1', StoreTaskState: 'Failed', Reason: '拒否'},
  {AmiId: 'ami-22', StoreTaskState: 'Completed', Reason: null},
];

test('nothing for no rows', () => {
  for (const nothing of [[], null]) {
    assert.equal(formatTable(rows(nothing), PLAIN), '');
  }
});

test('ASCII borders, cells aligned by the width they take', () => {
  assert.deepEqual(linesOf(TASKS), [
    '+--------+----------------+--------+',
    '| AmiId  | StoreTaskState | Reason |',
    '+--------+----------------+--------+',
    '| ami-1  | Failed         | 拒否   |',
    '| ami-22 | Completed      |        |',
    '+--------+----------------+--------+',
    '',
  ]);
});

test('lines where the terminal has them, and colour for the states', () => {
  assert.deepEqual(linesOf(TASKS, {isColored: true, isAscii: false}), [
    '┌────────┬────────────────┬────────┐',
    '│ AmiId  │ StoreTaskState │ Reason │',
    '├────────┼────────────────┼────────┤',
    '│ ami-1  │\u001B[31m Failed         \u001B[39m│ 拒否   │',
    '│ ami-22 │\u001B[32m Completed      \u001B[39m│        │',
    '└────────┴────────────────┴────────┘',
    '',
  ]);
});

test('colour tells the state, and nothing alone', () => {
  for (const [state, code] of [
    ['InProgress', 36],
    ['Completed', 32],
    ['Failed', 31],
  ] as const) {
    const colored = linesOf([{State: state}], {isColored: true, isAscii: true});
    assert.equal(colored[3], `|\u001B[${code}m ${state} \u001B[39m|`);
    assert.equal(linesOf([{State: state}])[3], `| ${state} |`);
  }
  assert.equal(linesOf([{State: 'New'}], {isColored: true, isAscii: true})[3], '| New   |');
});

test('a column is as wide as its widest text, whatever its script', () => {
  const texts = ['拒否されました', '한국어', '👍🏽 ok', 'e\u0301te\u0301', 'Ünï', 'ｱｲｳ', '👩‍👩‍👧'];
  assert.deepEqual(linesOf(texts).slice(1, -2), [
    '| Value          |',
    '+----------------+',
    '| 拒否されました |',
    '| 한국어         |',
    '| 👍🏽 ok          |',
    '| e\u0301te\u0301            |',
    '| Ünï            |',
    '| ｱｲｳ            |',
    // The joiners are gone: a text from outside has nothing that isn't seen.
    '| 👩👩👧         |',
  ]);
});

test('a long reason stands in one line', () => {
  const reason = 'AccessDenied: the bucket policy does not allow s3:PutObject. '.repeat(9).trim();
  const lines = linesOf([{Reason: reason, After: 1}]);
  assert.equal(lines.length, 6);
  assert.equal(lines[0], `+${'-'.repeat(reason.length + 2)}+-------+`);
  assert.equal(lines[3], `| ${reason} | 1     |`);
});

test('no cell breaks a line or moves a cursor, and a heading neither', () => {
  const hostile = 'a\nb\u001B[2J\u0000c\n';
  const expected = ['+------+', '| a bc |', '+------+', '| a bc |', '+------+', ''];
  assert.deepEqual(linesOf([{[hostile]: hostile}]), expected);
});

test('a heading may be a name that every object has', () => {
  assert.deepEqual(linesOf([{valueOf: 1, toString: 'x'}]).slice(1, 4), [
    '| valueOf | toString |',
    '+---------+----------+',
    '| 1       | x        |',
  ]);
});

test('what is nested is JSON, and numbers are as the service says them', () => {
  assert.deepEqual(linesOf([[['a', 1], 100, true, 2.5]]).slice(1, 4), [
    '| 1       | 2   | 3    | 4   |',
    '+---------+-----+------+-----+',
    '| ["a",1] | 100 | true | 2.5 |',
  ]);
});

test('--columns: these, in their order, where a task lacks one, too', async () => {
  const options: FormatOptions = {
    output: 'table',
    query: undefined,
    columns: ['state', 'ami', 'reason'],
    isTerminal: false,
    ...PLAIN,
  };
  const format = await createFormat(options);
  assert.equal(
    format({StoreImageTaskResults: [{AmiId: 'ami-1', Bucket: 'b', StoreTaskState: 'Failed'}]}),
    [
      '+----------------+-------+------------------------+',
      '| StoreTaskState | AmiId | StoreTaskFailureReason |',
      '+----------------+-------+------------------------+',
      '| Failed         | ami-1 |                        |',
      '+----------------+-------+------------------------+',
      '',
    ].join('\n'),
  );
});

test('every line is as wide as the first, and there are four more than rows', () => {
  const cell = fc.oneof(
    fc.string(),
    fc.string({unit: 'grapheme'}),
    fc.constantFrom('Failed', '', '拒否'),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), {minLength: 1, maxLength: 8}), list => {
      const lines = linesOf(list);
      assert.equal(lines.length, list.length + 5);
      const [width] = lines.map(line => stringWidth(line));
      for (const line of lines.slice(0, -1)) {
        assert.equal(stringWidth(line), width, JSON.stringify(line));
      }
    }),
  );
});
