import assert from 'node:assert/strict';
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
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

/** Of each of 450 tasks so much that no pipe holds them all. */
const REASON = 'x'.repeat(5000);

async function start(t: TestContext, args: readonly string[], stdout: 'pipe' | number = 'pipe') {
  const tasks = someDemoTasks(450).map(task => ({...task, storeTaskFailureReason: REASON}));
  const scenario = ptyScenario(tasks);
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
      // The report never comes to its end by itself: it asks, or finds the pipe full.
      const {child, asked, ended} = await start(t, args);
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

test('an abbreviated flag ends with its reader, too', async t => {
  assert.match(await pipeline(t, ['--foll']), /^code 0$/m);
  assert.match(await pipeline(t, ['--wai', RUNNING]), /^code 255$/m);
});

test('--wait without its reader says so, and is no success', async t => {
  const stderr = await pipeline(t, MODES.wait);
  assert.match(stderr, /^code 255$/m);
  assert.match(stderr, /^amiwatch: Nobody reads the output any more\.$/m);
});

/** Runs a script in which `"$@"` is the program; the task that runs is completed once the program has told of it. @returns The exit code and what it wrote. */
async function runScript(t: TestContext, script: string, args: readonly string[]) {
  const scenario = ptyScenario(someDemoTasks(20));
  const endpoint = await startEc2Endpoint({scenario});
  t.after(() => endpoint.close());
  const command = [process.execPath, builtProgram(), '--endpoint-url', endpoint.url];
  const child = spawn('sh', ['-c', script, 'sh', ...command, '--interval', '2', ...args], {
    env: AMIWATCH_ENV,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.after(() => child.kill('SIGKILL'));
  let output = '';
  child.stdout.on('data', chunk => {
    output += chunk;
    if (output.includes('watching')) {
      scenario.change(1, {storeTaskState: 'Completed', progressPercentage: 100});
    }
  });
  const [code] = await once(child, 'close');
  return {code, output};
}

for (const [mode, args, code, said] of [
  ['once', MODES.once, 0, /"AmiId": "ami-0{16}1"/],
  ['wait', MODES.wait, 0, /watching +ami-0{16}1[\s\S]*completed[\s\S]*Done after .*: 1 Completed/],
  ['follow', [...MODES.follow, '--timeout', '3s'], 124, /^$/],
] as const) {
  for (const [what, script] of [
    ['stdin closed', '"$@" <&-'],
    ['stderr closed', '"$@" 2>&-'],
    ['stdin and stderr closed', '"$@" <&- 2>&-'],
    ['SIGPIPE ignored', 'trap "" PIPE; "$@"'],
    ['SIGHUP ignored', 'nohup "$@"'],
    ['no terminal at all', 'setsid -w "$@"'],
  ] as const) {
    test(`${what}: --${mode} does what it always does`, async t => {
      const result = await runScript(t, script, args);
      assert.equal(result.code, code);
      assert.match(result.output, said);
    });
  }
}

test('with everything closed it does its work, and ends', async t => {
  assert.equal((await runScript(t, '"$@" <&- >&- 2>&-', MODES.once)).code, 0);
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
    await waitUntil(
      () => /^amiwatch: The output can't be written \(ENOSPC\)/m.test(stderr()) || undefined,
      'the reason',
      stderr,
    );
  });
}
