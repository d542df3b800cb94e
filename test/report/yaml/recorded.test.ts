import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import test from 'node:test';
import {toValue} from '../../../source/report/python/value.js';
import {formatYaml} from '../../../source/report/yaml/yaml.js';
import {ourYaml, type YamlAnswer} from './aws-yaml.js';
import {RECORDED_YAML} from './recorded-file.js';

const [versions, ...recorded] = readFileSync(RECORDED_YAML, 'utf8')
  .trimEnd()
  .split('\n')
  .map(line => JSON.parse(line));

test(`${recorded.length} recorded results give the YAML of ${versions}`, () => {
  assert.ok(recorded.length >= 150);
  for (const [query, document, theirs] of recorded as [string, string, YamlAnswer][]) {
    assert.deepEqual(ourYaml([query, document]), theirs, `${query} ${document}`);
  }
});

test('on a terminal nothing in it hides or reorders', () => {
  const value = toValue({a: 'x\u202Ey\u200B'});
  assert.equal(formatYaml(value), 'a: x\u202Ey\u200B\n');
  assert.equal(formatYaml(value, true), 'a: "x\\u202Ey\\u200B"\n');
});
