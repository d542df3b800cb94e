import assert from 'node:assert/strict';
import process from 'node:process';
import test from 'node:test';
import {fuzzAnswers} from './fuzz-answers.js';

const COUNT = Number(process.env.FUZZ_ANSWERS ?? 5000);
const SEED = Number(process.env.FUZZ_SEED ?? 1);

test(`${COUNT} generated answers: no crash, no hang, nothing hostile, no lost good row`, () => {
  const {goodRows, kinds} = fuzzAnswers(COUNT, SEED);
  assert.ok(goodRows > COUNT / 2);
  assert.equal(kinds.size, 13);
});
