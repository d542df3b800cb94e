import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {closeSync, existsSync, mkdtempSync, openSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {type DemoTask, fixedScenario} from '../../source/demo/demo-task.js';
import type {Ec2EndpointOptions} from '../../source/demo/endpoint/ec2-endpoint.js';
import {BUILT_FILE, NODE, runBuilt} from '../helpers/built-file.js';
import {amiIdOf, demoTask, endpointFor} from '../helpers/demo-endpoint.js';
import {AMIWATCH_ENV} from '../helpers/run-amiwatch.js';

const AMI = amiIdOf(1);

/** Its start is a part of a task's identity. */
const BEGUN = Date.now() - 10 * 60_000;

/** A task of `AMI`, started ten minutes ago. */
function task(members: Partial<DemoTask> = {}): DemoTask {
  return demoTask(1, {amiId: AMI, startedAt: BEGUN, ...members});
}

const running = () => task({storeTaskState: 'InProgress', progressPercentage: 41});
const failed = () =>
  task({
    storeTaskState: 'Failed',
    progressPercentage: 41,
    storeTaskFailureReason: 'Access denied',
  });

function at(t: TestContext, options: Partial<Ec2EndpointOptions>) {
  return endpointFor(t, {now: Date.now, scenario: fixedScenario([running()]), ...options});
}

/** Runs at the first request, then settles as `end`. */
function settling(end: () => DemoTask): Partial<Ec2EndpointOptions> {
  let requests = 0;
  return {
    intercept() {
      requests++;
      return undefined;
    },
    scenario: {tasks: () => [requests > 1 ? end() : running()]},
  };
}

async function wait(t: TestContext, options: Partial<Ec2EndpointOptions>, argv: readonly string[]) {
  const {url} = await at(t, options);
  return runBuilt(['--wait', '--interval', '2', '--endpoint-url', url, ...argv]);
}

test('0: every task watched is Completed', async t => {
  const {code, stdout, stderr} = await wait(t, settling(task), [AMI]);
  assert.equal(code, 0, stderr);
  assert.match(
    stdout,
    /^\S+ \S+ {2}watching .*\n.* completed .*\nDone after [^\n]*1 Completed\.\n$/,
  );
});

test('1: one Failed, and why', async t => {
  const {code, stdout} = await wait(t, settling(failed), [AMI]);
  assert.equal(code, 1);
  assert.match(stdout, / failed .* Access denied\nDone after [^\n]*1 Failed\.\n$/);
});

test('3: an AMI asked for has no task', async t => {
  const {code, stdout, stderr} = await wait(t, {}, [amiIdOf(2), '--appear', '0']);
  assert.equal(code, 3);
  assert.match(stderr, /^amiwatch: No task for ami-\w+ within 0s \(--appear\)\.\n$/);
  assert.match(stdout, /no task for ami-/);
});

test('124: --timeout ran out', async t => {
  const {code, stdout} = await wait(t, {}, [AMI, '--timeout', '1s']);
  assert.equal(code, 124);
  const [, watching = '', end] = /^(\S+ \S+ {2}watching .*\n)?(.*\n)$/.exec(stdout) ?? [];
  // A busy machine may take longer than that to the first answer.
  const said = watching === '' ? 'nothing was found' : '1 not settled';
  assert.equal(end, `Timed out after 1s: ${said}.\n`);
});

test('252: usage', async t => {
  const {code, stderr} = await wait(t, {}, [AMI, '--output', 'csv']);
  assert.equal(code, 252);
  assert.match(stderr, /^amiwatch: --wait prints text or ndjson\./);
});

test('253: no credentials at the start', async t => {
  const {url} = await at(t, {});
  const {AWS_ACCESS_KEY_ID: _, AWS_SECRET_ACCESS_KEY: __, ...env} = AMIWATCH_ENV;
  const {code, stdout, stderr} = await runBuilt(['--wait', AMI, '--endpoint-url', url], env);
  assert.equal(code, 253);
  assert.equal(stdout, '');
  assert.match(stderr, /^amiwatch: [^\n]*credentials[^\n]*\n$/i);
});

test('253: keys of the environment expire meanwhile', async t => {
  const {code, stderr} = await wait(
    t,
    {intercept: ({index}) => (index > 0 ? {type: 'error', code: 'ExpiredToken'} : undefined)},
    [AMI],
  );
  assert.equal(code, 253);
  assert.match(
    stderr,
    /^amiwatch: The credentials of the keys in the environment have expired \(ExpiredToken\)\. Set AWS_/m,
  );
});

test('keys of a profile may be renewed: they are tried on until --timeout', async t => {
  const home = mkdtempSync(path.join(tmpdir(), 'amiwatch-wait-'));
  t.after(() => rmSync(home, {recursive: true}));
  const file = path.join(home, 'credentials');
  writeFileSync(file, '[default]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = x\n');
  const {AWS_ACCESS_KEY_ID: _, AWS_SECRET_ACCESS_KEY: __, ...env} = AMIWATCH_ENV;
  const {url} = await at(t, {
    intercept: ({index}) => (index > 0 ? {type: 'error', code: 'ExpiredToken'} : undefined),
  });
  const argv = ['--wait', AMI, '--interval', '2', '--timeout', '5s', '--endpoint-url', url];
  const {code} = await runBuilt(argv, {...env, AWS_SHARED_CREDENTIALS_FILE: file});
  assert.equal(code, 124);
});

test('254: not allowed at the start', async t => {
  const {code, stdout} = await wait(
    t,
    {intercept: () => ({type: 'error', code: 'UnauthorizedOperation'})},
    [AMI],
  );
  assert.equal(code, 254);
  assert.equal(stdout, '');
});

test('255: nobody answers', async () => {
  const {code} = await runBuilt(['--once', '--endpoint-url', 'http://127.0.0.1:1']);
  assert.equal(code, 255);
});

for (const mode of ['--wait', '--follow']) {
  for (const [signal, code] of [
    ['SIGHUP', 129],
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    test(`${code}: ${signal} ends ${mode}`, async t => {
      const {url} = await at(t, {});
      const child = spawn(NODE, [BUILT_FILE, mode, '--endpoint-url', url], {
        env: AMIWATCH_ENV,
      });
      // The first word, wherever it goes: it is watching.
      await Promise.race([once(child.stdout, 'data'), once(child.stderr, 'data')]);
      child.kill(signal);
      const [exitCode] = await once(child, 'close');
      assert.equal(exitCode, code);
    });
  }
}

test('a reader who leaves ends --follow quietly', async t => {
  let percent = 0;
  const {url} = await at(t, {
    scenario: {
      tasks: () => [{...running(), progressPercentage: percent++ % 100}],
    },
  });
  const child = spawn(
    NODE,
    [BUILT_FILE, '--follow', '--interval', '2', '--output', 'ndjson', '--endpoint-url', url],
    {env: AMIWATCH_ENV},
  );
  let complaint = '';
  child.stderr.on('data', data => (complaint += String(data)));
  const [lines] = await once(child.stdout, 'data');
  const [line = ''] = String(lines).split('\n');
  assert.equal(JSON.parse(line).Event, 'progress');
  child.stdout.destroy();
  const [exitCode] = await once(child, 'close');
  assert.equal(exitCode, 0);
  assert.match(complaint, /^amiwatch: Following[^\n]*\n$/);
});

test('a reader who leaves makes no success of --wait', async t => {
  let hasLeft = false;
  const {url} = await at(t, {scenario: {tasks: () => [hasLeft ? task() : running()]}});
  const child = spawn(NODE, [BUILT_FILE, '--wait', '--interval', '2', '--endpoint-url', url], {
    env: AMIWATCH_ENV,
  });
  await once(child.stdout, 'data');
  child.stdout.destroy();
  await once(child.stdout, 'close');
  hasLeft = true;
  const [exitCode] = await once(child, 'close');
  assert.equal(exitCode, 255);
});

const isFull = existsSync('/dev/full') ? false : 'there is no /dev/full';

test('a disk that is full makes no success of a report', {skip: isFull}, async t => {
  const {url} = await at(t, {});
  const full = openSync('/dev/full', 'w');
  t.after(() => closeSync(full));
  const child = spawn(NODE, [BUILT_FILE, '--once', '--endpoint-url', url], {
    env: AMIWATCH_ENV,
    stdio: ['ignore', full, 'ignore'],
  });
  const [exitCode] = await once(child, 'close');
  assert.equal(exitCode, 255);
});
