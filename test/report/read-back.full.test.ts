import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import test from 'node:test';
import {csvWriter, formatNdjson} from '../../source/report/once/formats.js';
import {cellText, toRows} from '../../source/report/once/rows.js';
import {parseJson} from '../../source/report/python/parse-json.js';
import {createDice} from '../fuzz/dice.js';
import {randomJson} from './jmespath/random-json.js';

const READ_CSV = `
import csv, io, json, sys
for line in sys.stdin:
    print(json.dumps(list(csv.reader(io.StringIO(json.loads(line), newline=''), strict=True))))
`;

const formatCsv = await csvWriter();

function run(command: string, arguments_: readonly string[], input: string): string {
  const {status, stdout, stderr} = spawnSync(command, arguments_, {
    input,
    encoding: 'utf8',
    maxBuffer: 1024 ** 3,
  });
  assert.equal(status, 0, stderr);
  return stdout;
}

const skipWithout = (command: string) =>
  spawnSync(command, ['--version']).status === 0 ? false : `${command} is not installed`;

const dice = createDice(7);
const results = ['[null]', '["", null, "a"]', '[{"a": null}]', '[[], []]', 'null', '[]'].concat(
  Array.from({length: 3000}, () => randomJson(dice, 3)),
);

test('csv is read back whole by the csv module of Python', {skip: skipWithout('python3')}, () => {
  const all = results.map(json => toRows(parseJson(json)));
  const input = all.map(rows => `${JSON.stringify(formatCsv(rows))}\n`).join('');
  const read = run('python3', ['-c', READ_CSV], input).trimEnd().split('\n');
  for (const [index, {columns, rows}] of all.entries()) {
    const cells = [
      columns.map(cellText),
      ...rows.map(row => columns.map(column => cellText(row.get(column)))),
    ];
    const seen = (JSON.parse(read[index] ?? '') as string[][]).map((line, at) =>
      line.map((cell, place) => (cell === `'${cells[at]?.[place]}` ? cell.slice(1) : cell)),
    );
    assert.deepEqual(seen, columns.length === 0 ? [] : cells, results[index] ?? '');
  }
});

test('ndjson is read back whole by jq, a text a line', {skip: skipWithout('jq')}, () => {
  const lines = results.flatMap(json => {
    const text = formatNdjson(parseJson(json));
    return text === '' ? [] : text.slice(0, -1).split('\n');
  });
  const read = run('jq', ['-c', '.'], lines.map(line => `${line}\n`).join(''))
    .trimEnd()
    .split('\n');
  assert.equal(read.length, lines.length);
  for (const [index, line] of lines.entries()) {
    assert.deepEqual(
      approximate(JSON.parse(read[index] ?? '')),
      approximate(JSON.parse(line)),
      line,
    );
  }
});

/** jq writes 17 digits, and the largest float for what is beyond it. */
function approximate(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, member) =>
      typeof member === 'number' ? Math.min(Number(member.toPrecision(15)), 1e300) : member,
    ),
  );
}
