import test from 'node:test';
import {assertJson, assertSentence} from './one-answer.js';

for (const [what, options] of [
  ['no stdin to read keys from', {redirect: '</dev/null'}],
  ['no stdout to draw on', {redirect: '| cat'}],
] as const) {
  test(`${what}: one answer as json, and 0`, t => assertJson(t, options));
}

test('an unknown flag: one sentence, and 252', t =>
  assertSentence(t, {args: ['--nope']}, 252, /--nope/));
