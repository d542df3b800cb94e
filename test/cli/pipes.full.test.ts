import assert from 'node:assert/strict';
import {type ChildProcess, spawn} from 'node:child_process';
import {existsSync, openSync} from 'node:fs';
import process from 'node:process';
import test, {type TestContext} from 'node:test';
import {startEc2Endpoint} from '../../source/demo/endpoint/ec2-endpoint.js';
import {waitUntil} from '../helpers/pty.js';
import {builtProgram} from '../helpers/pty-build.js';
import {ptyScenario, someDemoTasks} from '../helpers/pty-scenario.js';
import {AMIWATCH_ENV} from '../helpers/run-amiwatch.js';

const RUNNING = 'ami-00000000000000001';

/** Every mode without a screen. */
const MODES = {
  once: ['--once'],
  wait: ['--wait', RUNNING],
  follow: ['--follow'],
  ndjson: ['--follow', '--output', 'ndjson'],
} as const;

async function start(t: TestContext, args: readonly string[], stdout: 'pipe' | number = 'pipe') {
  const scenario = ptyScenario(someDemoTasks(450));
  const endpoint = await startEc2Endpoint({scenario});
  const child: ChildProcess = spawn(
    process.execPath,
    [builtProgram(), '--endpoint-url', endpoint.url, '--interval', '2', ...args],
    {env: AMIWATCH_ENV, stdio: ['ignore', stdout, 'pipe']},
  );
  t.after(async () => {
    child.kill('SIGKILL');
    await endpoint.close();
  });
  let stderr = '';
  child.stderr?.on('data', chunk => {
    stderr += chunk;
  });
  return {
    child,
    scenario,
    stderr: () => stderr,
    asked: (count: number) =>
      waitUntil(
        () => endpoint.requests.total().requests >= count || undefined,
        'requests',
        () => stderr,
      ),
    ended: () =>
      waitUntil(
        () => child.exitCode ?? child.signalCode ?? undefined,
        'its end',
        () => stderr,
      ),
  };
}

for (const [mode, args] of Object.entries(MODES)) {
  for (const [signal, code] of [
    ['SIGTERM', 143],
    ['SIGINT', 130],
    ['SIGHUP', 129],
  ] as const) {
    test(`the first ${signal} ends --${mode} though nobody reads its pipe`, async t => {
      // More than a pipe holds, so that the end finds it full.
      const many = mode === 'once' ? ['--page-size', '200'] : [];
      const {child, asked, ended} = await start(t, [...args, ...many]);
      await asked(mode === 'once' ? 1 : 2);
      child.kill(signal);
      assert.equal(await ended(), code);
    });
  }
}

/** The mode in a pipeline whose other end is gone at once. Node's own pipes to its children are sockets. */
async function pipeline(t: TestContext, args: readonly string[]) {
  // No task: nothing will ever be written.
  const endpoint = await startEc2Endpoint({scenario: ptyScenario([])});
  const script = '{ "$@"; echo "code $?" >&2; } | true';
  const command = [process.execPath, builtProgram(), '--endpoint-url', endpoint.url, ...args];
  const child = spawn('sh', ['-c', script, 'sh', ...command], {
    env: AMIWATCH_ENV,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', chunk => {
    stderr += chunk;
  });
  t.after(async () => {
    child.kill('SIGKILL');
    await endpoint.close();
  });
  return waitUntil(
    () => (/^code/m.test(stderr) ? stderr : undefined),
    'its end',
    () => stderr,
  );
}

test('--follow ends with its reader, also when nothing is written', async t => {
  const stderr = await pipeline(t, MODES.follow);
  assert.match(stderr, /^code 0$/m);
  assert.doesNotMatch(stderr, /Nobody/);
});

test('--wait without its reader says so, and is no success', async t => {
  const stderr = await pipeline(t, MODES.wait);
  assert.match(stderr, /^code 255$/m);
  assert.match(stderr, /^amiwatch: Nobody reads the output any more\.$/m);
});

const skip = existsSync('/dev/full') ? false : 'needs /dev/full';

for (const [mode, args] of Object.entries(MODES)) {
  test(`a full disk is told on stderr: --${mode}`, {skip}, async t => {
    const {scenario, asked, ended, stderr} = await start(t, args, openSync('/dev/full', 'w'));
    await asked(1);
    if (mode === 'follow' || mode === 'ndjson') {
      await asked(2);
      scenario.change(1, {progressPercentage: 77});
    }

    assert.equal(await ended(), 255);
    assert.match(stderr(), /^amiwatch: The output can't be written \(ENOSPC\)/m);
  });
}
