import assert from 'node:assert/strict';
import test, {type TestContext} from 'node:test';
import {spawn} from '@lydell/node-pty';
import {startEc2Endpoint} from '../../source/demo/endpoint/ec2-endpoint.js';
import {type Pty, startPty, waitUntil} from '../helpers/pty.js';
import {assertGone} from '../helpers/pty-live.js';
import {ptyScenario, someDemoTasks} from '../helpers/pty-scenario.js';

/**
Starts the program with one of its streams on a second terminal. That one is opened after the shell has started, which would inherit it otherwise and keep it open.
*/
async function startOnTwo(t: TestContext, redirect: string) {
  const endpoint = await startEc2Endpoint({scenario: ptyScenario(someDemoTasks(450))});
  t.after(() => endpoint.close());
  const pty: Pty = startPty(t, {
    args: ['--endpoint-url', endpoint.url, '--interval', '2'],
    prelude: 'echo ready; read -r other',
    redirect,
  });
  await pty.waitFor('ready', 'the shell');
  const other = spawn('sleep', ['1000'], {cols: 80, rows: 24}) as unknown as {
    readonly ptsName: string;
    readonly destroy: () => void;
  };
  t.after(() => other.destroy());
  pty.press(`${other.ptsName}\r`);
  await waitUntil(() => endpoint.requests.total().requests >= 2 || undefined, 'the first poll');
  return {pty, other};
}

test('stdin closed: it ends with 129, and gives the terminal back', async t => {
  const {pty, other} = await startOnTwo(t, '<"$other"');
  await pty.waitFor(/^> ami-0{17} /m, 'the tasks');
  other.destroy();
  await assertGone(pty, 129);
});

test('stdout closed (EIO): it ends with 129', async t => {
  const {pty, other} = await startOnTwo(t, '>"$other"');
  other.destroy();
  assert.deepEqual(await pty.end('the end'), {code: 129, signal: 0});
});
