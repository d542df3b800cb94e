import test from 'node:test';
import type {PtyOptions} from '../helpers/pty.js';
import {assertJson, assertSentence} from './one-answer.js';

for (const [what, options] of [
  ['a dumb terminal', {env: {TERM: 'dumb'}}],
  ['--once', {args: ['--once']}],
] as const) {
  test(`${what}: one answer as json, and 0`, t => assertJson(t, options));
}

for (const [what, options, code, says] of [
  ['a malformed AMI ID', {args: ['ami-xyz']}, 252, /ami-xyz/],
  ['an unknown state', {args: ['--state', 'Done']}, 252, /InProgress.*Done/s],
  ['a bad interval', {args: ['--interval', '1']}, 252, /interval/],
  ['no region', {env: {AWS_REGION: undefined}}, 253, /^No region\..*--region.*AWS_REGION/s],
  [
    'no credentials',
    {env: {AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined}},
    253,
    /credentials/,
  ],
  ['an unknown profile', {args: ['--profile', 'none-such']}, 253, /none-such/],
] as const satisfies readonly (readonly [string, Partial<PtyOptions>, number, RegExp])[]) {
  test(`${what}: one sentence, and ${code}`, t => assertSentence(t, options, code, says));
}
