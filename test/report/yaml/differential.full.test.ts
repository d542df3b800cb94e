import assert from 'node:assert/strict';
import process from 'node:process';
import test from 'node:test';
import {createDice} from '../../fuzz/dice.js';
import {awsYaml, ourYaml, randomYamlCase, yamlVersions} from './aws-yaml.js';

const COUNT = Number(process.env.FUZZ_YAML ?? 10_000);
const SEED = Number(process.env.FUZZ_SEED ?? 1);

const versions = yamlVersions();
const skip = versions === undefined ? 'version 2 of the aws command is not there' : false;

test(`${COUNT} results (seed ${SEED}) as YAML are byte for byte those of ${versions}`, {
  skip,
}, () => {
  const dice = createDice(SEED);
  const cases = Array.from({length: COUNT}, () => randomYamlCase(dice));
  for (const [index, theirs] of awsYaml(cases).entries()) {
    const item = cases[index] as (typeof cases)[number];
    assert.deepEqual(ourYaml(item), theirs, JSON.stringify(item));
  }
});
