import assert from 'node:assert/strict';
import test from 'node:test';
import {fuzzAnswers} from './fuzz-answers.js';
import {fuzzScreen} from './fuzz-screen.js';
import {fuzzSinks} from './fuzz-sinks.js';

/*
What the fast tier does with little, with more, and from another seed; `npm run fuzz` does it with a million.
*/

const SEED = 2;
const ANSWERS = 20_000;
const STRINGS = 4000;

test(`${ANSWERS} generated answers: no crash, no hang, nothing hostile, no lost good row`, () => {
  const {goodRows, kinds} = fuzzAnswers(ANSWERS, SEED);
  assert.ok(goodRows > ANSWERS / 2);
  assert.equal(kinds.size, 13);
});

test(`${STRINGS} hostile strings on the screen: only our own sequences, nothing outside its cell`, async () => {
  const {strings, frames} = await fuzzScreen(STRINGS, SEED);
  assert.ok(strings >= STRINGS);
  assert.ok(frames >= strings / 200);
});

test(`${STRINGS} hostile strings do no harm in reports, titles, notifications, hooks, logs and messages`, async () => {
  assert.ok((await fuzzSinks(STRINGS, SEED)) >= STRINGS);
});
