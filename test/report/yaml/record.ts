/**
Records what version 2 of the aws command prints as YAML, for tests where it isn't there:
node --import=tsx test/report/yaml/record.ts
*/
import {writeFile} from 'node:fs/promises';
import {createDice} from '../../fuzz/dice.js';
import {awsYaml, randomYamlCase, yamlVersions} from './aws-yaml.js';
import {RECORDED_YAML} from './recorded-file.js';

const dice = createDice(20_261_126);
const cases = Array.from({length: 150}, () => randomYamlCase(dice));
const lines = awsYaml(cases).map((answer, index) => [...(cases[index] ?? []), answer]);
await writeFile(
  RECORDED_YAML,
  [yamlVersions(), ...lines].map(line => `${JSON.stringify(line)}\n`).join(''),
);
