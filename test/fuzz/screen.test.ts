import assert from 'node:assert/strict';
import test from 'node:test';
import {fuzzScreen} from './fuzz-screen.js';

const STRINGS = 400;

test(`${STRINGS} hostile strings on the screen: only our own sequences, nothing outside its cell`, async () => {
  const {strings, frames} = await fuzzScreen(STRINGS, 1);
  assert.ok(strings >= STRINGS);
  assert.ok(frames >= strings / 200);
});
