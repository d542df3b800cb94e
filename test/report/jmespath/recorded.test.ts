import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import test from 'node:test';
import {ourAnswer} from './our-answer.js';
import type {Answer} from './python-answers.js';
import {RECORDED_FILE} from './recorded-file.js';

const [versions, ...recorded] = readFileSync(RECORDED_FILE, 'utf8')
  .trimEnd()
  .split('\n')
  .map(line => JSON.parse(line));

test(`${recorded.length} recorded expressions give what ${versions} gives`, () => {
  assert.ok(recorded.length > 500);
  for (const [expression, document, theirs] of recorded as [string, string, Answer][]) {
    assert.deepEqual(ourAnswer([expression, document]), theirs, expression);
  }
});
