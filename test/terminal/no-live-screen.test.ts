import assert from 'node:assert/strict';
import test, {type TestContext} from 'node:test';
import {startEc2Endpoint} from '../../source/demo/ec2-endpoint.js';
import {type PtyOptions, startPty} from '../helpers/pty.js';
import {assertGone} from '../helpers/pty-live.js';
import {ptyScenario, someDemoTasks} from '../helpers/pty-scenario.js';

async function startAgainstFew(t: TestContext, options: Partial<PtyOptions>) {
  const endpoint = await startEc2Endpoint({scenario: ptyScenario(someDemoTasks(2))});
  t.after(() => endpoint.close());
  return startPty(t, {
    size: {columns: 120, rows: 40},
    ...options,
    args: ['--endpoint-url', endpoint.url, ...(options.args ?? [])],
  });
}

for (const [what, options] of [
  ['no stdin to read keys from', {redirect: '</dev/null'}],
  ['no stdout to draw on', {redirect: '| cat'}],
  ['a dumb terminal', {env: {TERM: 'dumb'}}],
  ['--once', {args: ['--once']}],
] as const) {
  test(`${what}: one answer as json, and 0`, async t => {
    const pty = await startAgainstFew(t, options);
    await assertGone(pty, 0);
    const {StoreImageTaskResults: tasks} = JSON.parse(pty.normalText());
    assert.equal(tasks.length, 2);
    assert.doesNotMatch(pty.output(), /\u{1B}/u, 'no control sequence');
  });
}

for (const [what, options, code, says] of [
  ['an unknown flag', {args: ['--nope']}, 252, /--nope/],
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
  test(`${what}: one sentence, and ${code}`, async t => {
    const pty = await startAgainstFew(t, options);
    await assertGone(pty, code);
    const text = pty
      .normalText()
      .replaceAll('\n', ' ')
      .replace(/^amiwatch: /, '');
    assert.match(text, says);
    assert.ok(text.length < 300, text);
    assert.doesNotMatch(text, / at .*:\d+:\d+/);
  });
}
