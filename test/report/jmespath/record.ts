/**
Records what jmespath.py and the aws command make of expressions, for tests where neither is there:
node --import=tsx test/report/jmespath/record.ts
The first line of the file says which versions gave the answers.
*/
import {writeFile} from 'node:fs/promises';
import {createDice} from '../../fuzz/dice.js';
import {CHOSEN_CASES} from './chosen-cases.js';
import {pythonAnswers, pythonVersions} from './python-answers.js';
import {randomCase} from './random-case.js';
import {RECORDED_FILE} from './recorded-file.js';

const dice = createDice(20_261_126);
const cases = [...CHOSEN_CASES, ...Array.from({length: 300}, () => randomCase(dice))];
const lines = pythonAnswers(cases).map((answer, index) => [...(cases[index] ?? []), answer]);
await writeFile(
  RECORDED_FILE,
  [pythonVersions(), ...lines].map(line => `${JSON.stringify(line)}\n`).join(''),
);
