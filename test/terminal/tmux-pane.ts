import assert from 'node:assert/strict';
import {execFile, spawnSync} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import type {TestContext} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import {promisify} from 'node:util';
import {startEc2Endpoint} from '../../source/demo/endpoint/ec2-endpoint.js';
import {NODE} from '../helpers/built-file.js';
import {builtProgram} from '../helpers/pty-build.js';
import {ptyScenario, someDemoTasks} from '../helpers/pty-scenario.js';

const run = promisify(execFile);
const DEADLINE_MS = 60_000;

/** Each look is a process. */
const LOOK_EVERY_MS = 100;
/** What a test without tmux gives as its `skip`. */
export const skip = spawnSync('tmux', ['-V']).status === 0 ? false : 'tmux is not installed';

export type PaneOptions = {
  /** @default 120x40 */
  readonly size?: {readonly columns: number; readonly rows: number};

  /** Tasks of the account. @default 450 */
  readonly count?: number;

  /** Beside the usual ones. */
  readonly env?: Readonly<Record<string, string>>;

  /** What the pane shows when it is ready. @default when the data was read, and the first row */
  readonly ready?: RegExp;
};

/** The program in a pane of a tmux server of its own. */
export async function startPane(
  t: TestContext,
  {
    size = {columns: 120, rows: 40},
    count = 450,
    env: own = {},
    ready = /\d\d:\d\d:\d\dZ?\n[\s\S]*^> ami-0{17} /m,
  }: PaneOptions = {},
) {
  const scenario = ptyScenario(someDemoTasks(count));
  const endpoint = await startEc2Endpoint({scenario});
  const folder = await mkdtemp(join(tmpdir(), 'amiwatch-tmux-'));
  const tmux = async (...args: string[]) => {
    const {stdout} = await run('tmux', ['-S', join(folder, 'socket'), '-f', '/dev/null', ...args]);
    return stdout;
  };

  t.after(async () => {
    await tmux('kill-server').catch(() => {});
    await endpoint.close();
    await rm(folder, {recursive: true, force: true, maxRetries: 5});
  });
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    LANG: 'C.UTF-8',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'not-a-secret',
    AWS_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    ...own,
  };
  const command = [NODE, builtProgram(), '--endpoint-url', endpoint.url, '-n', '2'];
  await tmux(
    '-u',
    'new-session',
    '-d',
    ...['-x', String(size.columns), '-y', String(size.rows)],
    ...Object.entries(env).flatMap(([name, value]) => ['-e', `${name}=${value}`]),
    `unset CI; ${command.map(word => `'${word}'`).join(' ')}; echo "ended with $?"; stty -a; sleep 1000`,
  );
  const look = () => tmux('capture-pane', '-p');
  const until = async (isWanted: (text: string) => boolean, why: string) => {
    const deadline = Date.now() + DEADLINE_MS;
    for (;;) {
      const text = await look();
      if (isWanted(text)) {
        return text;
      }

      assert.ok(Date.now() < deadline, `never came: ${why}\n${text}`);
      await sleep(LOOK_EVERY_MS);
    }
  };

  await until(text => ready.test(text), 'the tasks in the pane');
  const looks = () => tmux('capture-pane', '-p', '-e', '-N');
  return {tmux, look, looks, until, scenario};
}
