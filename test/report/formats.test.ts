import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {cleanText} from '../../source/ec2/clean-text.js';
import {csvWriter, formatJson, formatNdjson} from '../../source/report/once/formats.js';
import {compileQuery, writeResult} from '../../source/report/once/query.js';
import type {QueryError} from '../../source/report/once/query-error.js';
import {cellText, toRows} from '../../source/report/once/rows.js';
import {formatText} from '../../source/report/once/text.js';
import {toValue} from '../../source/report/python/value.js';

const formatCsv = await csvWriter();

test('json: four spaces, other scripts as they are, nothing for an empty object', () => {
  assert.equal(formatJson(toValue({a: ['é']})), '{\n    "a": [\n        "é"\n    ]\n}\n');
  assert.equal(formatJson(toValue({})), '');
  assert.equal(formatJson([]), '[]\n');
  assert.equal(formatJson(null), 'null\n');
});

test('text: Python names for what has no text', () => {
  assert.equal(formatText(null), 'None\n');
  assert.equal(formatText(true), 'True\n');
  assert.equal(formatText(toValue([1, false, null])), '1\tFalse\tNone\n');
  assert.equal(formatText([]), '');
});

test('text: a row lacks a member that another has', () => {
  assert.equal(formatText(toValue({Rows: [{b: 1, a: 2}, {c: 3}]})), 'ROWS\t2\t1\t\nROWS\t\t\t3\n');
});

test('text: one member that is a list in one row only is written as Python does', () => {
  assert.equal(
    formatText(toValue([{a: 'x'}, {a: ['y', "it's", 1, null]}])),
    `x\n['y', "it's", 1, None]\n`,
  );
});

test('ndjson: a line for each item, or for the one result', () => {
  assert.equal(formatNdjson(toValue([{a: 1}, {a: 'x\ny'}])), '{"a":1}\n{"a":"x\\ny"}\n');
  assert.equal(formatNdjson(3n), '3\n');
  assert.equal(formatNdjson([]), '');
});

test('csv: quotes where needed, and no cell that a spreadsheet would run', () => {
  const csv = (value: unknown) =>
    formatCsv({columns: ['c'], rows: [new Map([['c', toValue(value)]])]}).slice(3);
  assert.equal(csv('a,b'), '"a,b"\r\n');
  assert.equal(csv('say "x"\n'), '"say ""x"" "\r\n');
  for (const value of ['=1+1', '+1', '-1', '@x', '\u001B[1m=x']) {
    assert.match(csv(value), /^"?'/, JSON.stringify(value));
  }
  assert.equal(csv(-1), '-1\r\n');
  assert.equal(csv(null), '""\r\n');
  assert.equal(csv(''), '""\r\n');
  assert.equal(csv(['a', 1]), '"[""a"",1]"\r\n');
});

test('csv: no cell breaks a line or moves a cursor, and a heading neither', () => {
  const hostile = 'a\nb\r\u001B[2J\u0000c\t';
  const csv = formatCsv({columns: [hostile, 'd'], rows: [new Map([[hostile, hostile]])]});
  assert.equal(csv, 'a b c ,d\r\na b c ,\r\n');
});

test('csv: every cleaned text comes back from a reader of RFC 4180, but for the mark in front', () => {
  fc.assert(
    fc.property(fc.string({unit: 'binary'}), fc.string(), (first, second) => {
      const csv = formatCsv({
        columns: ['a', 'b'],
        rows: [
          new Map([
            ['a', first],
            ['b', second],
          ]),
        ],
      });
      const cells = [
        ...csv.slice('a,b\r\n'.length).matchAll(/(?:"((?:[^"]|"")*)"|([^,"]*?))(,|\r\n$)/gs),
      ];
      const values = cells.map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '');
      const withoutMark = (value: string, original: string) =>
        value === `'${cleanText(original)}` ? cleanText(original) : value;
      assert.deepEqual(
        [withoutMark(values[0] ?? '', first), withoutMark(values[1] ?? '', second)],
        [cleanText(first), cleanText(second)],
      );
    }),
  );
});

test('rows: whatever a query selects has columns', () => {
  const shown = (plain: unknown) => {
    const {columns, rows} = toRows(toValue(plain));
    return [columns, rows.map(row => columns.map(column => cellText(row.get(column))))];
  };
  assert.deepEqual(shown(['a', 1]), [['Value'], [['a'], ['1']]]);
  assert.deepEqual(shown([['a', 'b']]), [['1', '2'], [['a', 'b']]]);
  assert.deepEqual(shown({n: 1, '0': [true]}), [['0', 'n'], [['[true]', '1']]]);
  assert.deepEqual(shown(null), [[], []]);
});

test('query: what is no expression and what meets the wrong value are told apart', () => {
  const fault = (make: () => unknown) => {
    try {
      make();
    } catch (error) {
      return (error as QueryError).fault;
    }
    return undefined;
  };
  assert.equal(
    fault(() => compileQuery('a[')),
    'expression',
  );
  const write = (query: string) => () => writeResult(() => formatJson(compileQuery(query)(null)));
  assert.equal(fault(write('nope(a)')), 'answer');
  assert.equal(fault(write('&a')), 'answer');
  assert.equal(fault(write('`"\\ud800"`')), undefined);
});
