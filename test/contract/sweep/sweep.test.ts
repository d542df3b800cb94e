import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import test from 'node:test';
import {explain, isSame, KNOWN_DIFFERENCES} from './known-differences.js';
import {readSweep} from './sweep-record.js';
import {openPlace, ourAnswer} from './sweep-run.js';

const {versions, cases} = readSweep();

test(`${cases.length} recorded command lines: as ${versions}, or as the page of differences says`, async t => {
  const place = await openPlace();
  t.after(place.close);
  const unexplained: string[] = [];
  let same = 0;
  for (const {one, two, ...item} of cases) {
    const answers = {one, two, ours: await ourAnswer(place, item)};
    if (isSame(answers)) {
      same++;
    } else if (!explain(item, answers)) {
      unexplained.push(JSON.stringify({...item, ...answers}));
    }
  }
  assert.deepEqual(unexplained, []);
  assert.ok(cases.length > 500 && same > cases.length * 0.85);
});

test('the page tells of every difference', () => {
  const lines = readFileSync(
    new URL('../../../docs/aws-command.md', import.meta.url),
    'utf8',
  ).split('\n');
  for (const {says} of KNOWN_DIFFERENCES) {
    assert.ok(lines.includes(`- ${says}`), says);
  }
});
