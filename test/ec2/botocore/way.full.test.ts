import assert from 'node:assert/strict';
import process from 'node:process';
import test from 'node:test';
import {createDice} from '../../fuzz/dice.js';
import {askBotocore, botocoreVersions} from './ask-botocore.js';
import {asOurs, ourWay, randomWayCase, type WayAnswer, type WayCase} from './way-cases.js';

const COUNT = Number(process.env.FUZZ_WAY ?? 5000);
const SEED = Number(process.env.FUZZ_SEED ?? 1);

const versions = botocoreVersions();
const skip = versions === undefined ? 'Python or botocore is not there' : false;

test(`${COUNT} configurations (seed ${SEED}) lead to the credentials that ${versions} finds`, {
  skip,
}, async () => {
  const dice = createDice(SEED);
  const cases = Array.from({length: COUNT}, () => randomWayCase(dice));
  const answers = askBotocore<WayCase, WayAnswer>('way', cases);
  for (const [index, theirs] of answers.entries()) {
    const item = cases[index] as WayCase;
    assert.deepEqual(await ourWay(item), asOurs(theirs), JSON.stringify(item));
  }

  // Most of the table would be of little use if most were refused.
  assert.ok(answers.filter(answer => answer !== 'refused').length > COUNT / 3);
});
