import assert from 'node:assert/strict';
import process from 'node:process';
import test from 'node:test';
import {createDice, type Dice} from '../../fuzz/dice.js';
import {askBotocore, botocoreVersions, type Question} from './ask-botocore.js';
import {
  CHOSEN_FILES,
  ourFiles,
  ourPath,
  ourWords,
  randomFilesCase,
  randomPathCase,
  randomWords,
} from './file-cases.js';

const COUNT = Number(process.env.FUZZ_FILES ?? 10_000);
const SEED = Number(process.env.FUZZ_SEED ?? 1);

const versions = botocoreVersions();
const skip = versions === undefined ? 'Python or botocore is not there' : false;

function compare<Case>(
  what: string,
  question: Question,
  {
    chosen = [],
    random,
    ours,
  }: {
    readonly chosen?: readonly Case[];
    readonly random: (dice: Dice) => Case;
    readonly ours: (item: Case) => unknown;
  },
): void {
  test(`${COUNT} ${what} (seed ${SEED}) as ${versions} has it`, {skip}, () => {
    const dice = createDice(SEED);
    const cases = [...chosen, ...Array.from({length: COUNT}, () => random(dice))];
    for (const [index, theirs] of askBotocore<Case, unknown>(question, cases).entries()) {
      const item = cases[index] as Case;
      assert.deepEqual(ours(item), theirs, JSON.stringify(item));
    }
  });
}

compare('pairs of files are read', 'files', {
  chosen: CHOSEN_FILES,
  random: randomFilesCase,
  ours: ourFiles,
});
compare('texts are split into words', 'words', {random: randomWords, ours: ourWords});
compare('paths are filled in', 'path', {random: randomPathCase, ours: ourPath});
