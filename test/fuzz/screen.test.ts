import assert from 'node:assert/strict';
import process from 'node:process';
import test from 'node:test';
import {fuzzScreen} from './fuzz-screen.js';

const STRINGS = Number(process.env.FUZZ_STRINGS ?? 2000);
const SEED = Number(process.env.FUZZ_SEED ?? 1);

test(`${STRINGS} hostile strings on the screen: only our own sequences, nothing outside its cell`, async () => {
  const {strings, frames} = await fuzzScreen(STRINGS, SEED);
  assert.ok(strings >= STRINGS);
  assert.ok(frames >= strings / 200);
});
