import assert from 'node:assert/strict';
import {type ChildProcess, spawn} from 'node:child_process';
import {readdirSync, readFileSync, readlinkSync} from 'node:fs';
import process from 'node:process';
import test, {type TestContext} from 'node:test';
import {startEc2Endpoint} from '../../source/demo/endpoint/ec2-endpoint.js';
import {NODE} from '../helpers/built-file.js';
import {waitUntil} from '../helpers/pty.js';
import {builtProgram} from '../helpers/pty-build.js';
import {quit, startLive} from '../helpers/pty-live.js';
import {ptyScenario, someDemoTasks} from '../helpers/pty-scenario.js';

const skip = process.platform === 'linux' ? false : 'open ports are read from /proc';

/** The ports that a process listens on. */
function openPorts(pid: number): readonly number[] {
  const folder = `/proc/${pid}/fd`;
  const links = new Set(readdirSync(folder).map(fd => linkOf(`${folder}/${fd}`)));
  return ['tcp', 'tcp6']
    .flatMap(family => readFileSync(`/proc/${pid}/net/${family}`, 'utf8').trim().split('\n'))
    .map(line => line.trim().split(/\s+/))
    .filter(([, , , state, , , , , , inode]) => state === '0A' && links.has(`socket:[${inode}]`))
    .map(([, local = '']) => Number.parseInt(local.slice(local.lastIndexOf(':') + 1), 16));
}

function linkOf(file: string): string {
  try {
    return readlinkSync(file);
  } catch {
    return '';
  }
}

/** Follows an endpoint. @param url Of one that nobody serves unless given; that it has said so is waited for. */
async function follow(
  t: TestContext,
  {url, nodeOptions}: {readonly url?: string; readonly nodeOptions?: string},
) {
  const child: ChildProcess = spawn(
    NODE,
    [builtProgram(), '--follow', '--endpoint-url', url ?? 'http://127.0.0.1:9', '--interval', '2'],
    {
      env: {
        PATH: process.env.PATH,
        AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
        AWS_SECRET_ACCESS_KEY: 'not-a-secret',
        AWS_REGION: 'us-east-1',
        ...(nodeOptions && {NODE_OPTIONS: nodeOptions}),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  t.after(() => child.kill('SIGKILL'));
  let stderr = '';
  child.stderr?.on('data', chunk => {
    stderr += chunk;
  });
  if (url === undefined) {
    await waitUntil(() => /Trying again/.test(stderr) || undefined, 'its first failure');
  }
  const {pid = 0} = child;
  return {
    pid,
    stderr: () => stderr,
    async end() {
      child.kill('SIGTERM');
      return waitUntil(() => child.exitCode ?? child.signalCode ?? undefined, 'its end');
    },
  };
}

test('SIGUSR1 opens no debugger while it follows, and it goes on', {skip}, async t => {
  let asked = 0;
  const endpoint = await startEc2Endpoint({
    scenario: ptyScenario(someDemoTasks(3)),
    intercept() {
      asked++;
      return undefined;
    },
  });
  t.after(() => endpoint.close());
  const {pid, stderr, end} = await follow(t, {url: endpoint.url});
  await waitUntil(() => asked > 0 || undefined, 'a request');
  process.kill(pid, 'SIGUSR1');
  const before = asked;
  await waitUntil(() => asked > before || undefined, 'another request');
  assert.deepEqual(openPorts(pid), []);
  assert.equal(await end(), 143);
  assert.doesNotMatch(stderr(), /Debugger/);
});

test('SIGUSR1 opens no debugger, and harms nothing, while the screen is drawn', {skip}, async t => {
  const {pty} = await startLive(t);
  process.kill(await pty.pid(), 'SIGUSR1');
  pty.press('?');
  await pty.waitFor('Help', 'the help');
  assert.deepEqual(openPorts(await pty.pid()), []);
  await quit(pty, 'qq');
  assert.doesNotMatch(pty.output(), /Debugger/);
});

test('a debugger that was opened before the program could listen is closed', {skip}, async t => {
  const code = 'import {open} from "node:inspector"; open(0);';
  const {pid, stderr, end} = await follow(t, {
    nodeOptions: `--import=data:text/javascript,${encodeURI(code)}`,
  });
  assert.match(stderr(), /Debugger listening/, 'it was open');
  await waitUntil(() => openPorts(pid).length === 0 || undefined, 'its end');
  await end();
});

test('a debugger that the user has asked Node for stays', {skip}, async t => {
  const {pid, end} = await follow(t, {nodeOptions: '--inspect=127.0.0.1:0'});
  assert.equal(openPorts(pid).length, 1);
  await end();
});

test('no argument of the program opens one', {skip}, async t => {
  for (const flag of ['--inspect', '--inspect-brk=0', '--inspect-port=0', '--debug-port=0']) {
    const child = spawn(NODE, [builtProgram(), flag], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    t.after(() => child.kill('SIGKILL'));
    let stderr = '';
    child.stderr.on('data', chunk => {
      stderr += chunk;
    });
    assert.equal(await waitUntil(() => child.exitCode ?? undefined, 'its end'), 252, flag);
    assert.doesNotMatch(stderr, /Debugger/, flag);
  }
});
