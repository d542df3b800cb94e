import assert from 'node:assert/strict';
import process from 'node:process';
import test from 'node:test';
import {createDice} from '../../fuzz/dice.js';
import {askBotocore, botocoreVersions} from './ask-botocore.js';
import {
  CHOSEN_PROXIES,
  ourProxy,
  type ProxyAnswer,
  type ProxyCase,
  randomProxyCase,
} from './proxy-cases.js';

const COUNT = Number(process.env.FUZZ_PROXY ?? 10_000);
const SEED = Number(process.env.FUZZ_SEED ?? 1);

const versions = botocoreVersions();
const skip = versions === undefined ? 'Python or botocore is not there' : false;

test(`${COUNT} environments (seed ${SEED}) choose the proxy that ${versions} chooses`, {
  skip,
}, () => {
  const dice = createDice(SEED);
  const random = Array.from({length: COUNT}, () => randomProxyCase(dice));
  const cases = [...CHOSEN_PROXIES, ...random];
  const answers = askBotocore<ProxyCase, ProxyAnswer>('proxy', cases);
  for (const [index, theirs] of answers.entries()) {
    const item = cases[index] as ProxyCase;
    assert.deepEqual(ourProxy(item), theirs, JSON.stringify(item));
  }
});
