import assert from 'node:assert/strict';
import test from 'node:test';
import {fuzzAnswers} from './fuzz-answers.js';

const COUNT = 1000;

test(`${COUNT} generated answers: no crash, no hang, nothing hostile, no lost good row`, () => {
  const {goodRows, kinds} = fuzzAnswers(COUNT, 1);
  assert.ok(goodRows > COUNT / 2);
  assert.equal(kinds.size, 13);
});
