import assert from 'node:assert/strict';
import test from 'node:test';
import {readRecorded} from './ask-botocore.js';
import {ourProxy, type ProxyAnswer, type ProxyCase} from './proxy-cases.js';

const {versions, answers} = readRecorded<ProxyCase, ProxyAnswer>('proxy');

test(`${answers.length} recorded environments choose the proxy that ${versions} chooses`, () => {
  assert.ok(answers.length > 400);
  for (const [item, theirs] of answers) {
    assert.deepEqual(ourProxy(item), theirs, JSON.stringify(item));
  }
});
