import assert from 'node:assert/strict';
import process from 'node:process';
import test from 'node:test';
import {createDice} from '../../fuzz/dice.js';
import {ourAnswer} from './our-answer.js';
import {pythonAnswers, pythonVersions} from './python-answers.js';
import {randomCase} from './random-case.js';

const COUNT = Number(process.env.FUZZ_QUERIES ?? 10_000);
const SEED = Number(process.env.FUZZ_SEED ?? 1);

const versions = pythonVersions();
const skip = versions === undefined ? 'python3 has no jmespath and awscli to compare with' : false;

test(`${COUNT} expressions (seed ${SEED}): values, refusals and what is printed are those of ${versions}`, {
  skip,
}, () => {
  const dice = createDice(SEED);
  const cases = Array.from({length: COUNT}, () => randomCase(dice));
  const kinds = new Map<string, number>();
  for (const [index, theirs] of pythonAnswers(cases).entries()) {
    const item = cases[index] as (typeof cases)[number];
    assert.deepEqual(ourAnswer(item), theirs, JSON.stringify(item));
    const [kind = ''] = Object.keys(theirs);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  for (const kind of ['json', 'refused', 'failed']) {
    assert.ok((kinds.get(kind) ?? 0) > COUNT / 10, `too few of the kind "${kind}"`);
  }
});
