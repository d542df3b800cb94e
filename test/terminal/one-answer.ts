import assert from 'node:assert/strict';
import type {TestContext} from 'node:test';
import {startEc2Endpoint} from '../../source/demo/endpoint/ec2-endpoint.js';
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

/** Nothing is drawn: one answer as json, and 0. */
export async function assertJson(t: TestContext, options: Partial<PtyOptions>): Promise<void> {
  const pty = await startAgainstFew(t, options);
  await assertGone(pty, 0);
  const {StoreImageTaskResults: tasks} = JSON.parse(pty.normalText());
  assert.equal(tasks.length, 2);
  assert.doesNotMatch(pty.output(), /\u{1B}/u, 'no control sequence');
}

/** Nothing is drawn: one sentence, and the code. */
export async function assertSentence(
  t: TestContext,
  options: Partial<PtyOptions>,
  code: number,
  says: RegExp,
): Promise<void> {
  const pty = await startAgainstFew(t, options);
  await assertGone(pty, code);
  const text = pty
    .normalText()
    .replaceAll('\n', ' ')
    .replace(/^amiwatch: /, '');
  assert.match(text, says);
  assert.ok(text.length < 300, text);
  assert.doesNotMatch(text, / at .*:\d+:\d+/);
}
