import assert from 'node:assert/strict';
import type {TestContext} from 'node:test';
import {
  type Ec2Endpoint,
  type Ec2EndpointOptions,
  startEc2Endpoint,
} from '../../source/demo/endpoint/ec2-endpoint.js';
import {type Pty, type PtyOptions, startPty} from './pty.js';
import {KEY} from './pty-keys.js';
import {type PtyScenario, ptyScenario, someDemoTasks} from './pty-scenario.js';

export type LivePty = {
  readonly pty: Pty;
  readonly endpoint: Ec2Endpoint;
  readonly scenario: PtyScenario;
};

export type LivePtyOptions = Partial<PtyOptions> & {
  /** @default 450 of `someDemoTasks` */
  readonly scenario?: PtyScenario;
  readonly endpoint?: Omit<Ec2EndpointOptions, 'scenario'>;

  /** What the screen shows when it is ready. @default when the data was read, and a selected row */
  readonly ready?: string | RegExp;

  /** Whether it draws a screen, and so takes keys. @default true */
  readonly hasScreen?: boolean;
};

/** The program on a terminal, watching an endpoint in this process, as soon as it shows tasks. */
export async function startLive(
  t: TestContext,
  {
    scenario = ptyScenario(someDemoTasks(450)),
    ready = /\d\d:\d\d:\d\dZ?$[\s\S]*^> ami-/m,
    hasScreen = true,
    ...options
  }: LivePtyOptions = {},
): Promise<LivePty> {
  const endpoint = await startEc2Endpoint({...options.endpoint, scenario});
  t.after(() => endpoint.close());
  const pty = startPty(t, {
    ...options,
    args: ['--endpoint-url', endpoint.url, ...(options.args ?? [])],
  });
  await pty.waitFor(ready, 'the screen with tasks');
  if (hasScreen) {
    await pty.waitFor(() => pty.modes().has('bracketedPaste'), 'the readiness for pastes');
  }

  return {pty, endpoint, scenario};
}

/** Quits by key, and holds the terminal against what it was before. */
export async function quit(pty: Pty, keys = 'q', code = 0): Promise<void> {
  pty.press(keys);
  await assertGone(pty, code);
}

export const interrupt = (pty: Pty) => quit(pty, KEY.ctrlC, 130);

/** It has ended with this code, and left the terminal as it found it. */
export async function assertGone(pty: Pty, code: number): Promise<void> {
  assert.deepEqual(await pty.end(`the end, with ${code}`), {code, signal: 0});
  assert.deepEqual([...pty.modes()], ['cursor'], 'modes of the terminal');
  assert.equal(await pty.note('after'), await pty.note('before'), 'settings of the terminal');
}
