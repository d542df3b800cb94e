import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test, {type TestContext} from 'node:test';
import {openEc2Source} from '../../source/ec2/client.js';
import {type RunOptions, runInGroup} from '../../source/ec2/credentials/run-in-group.js';
import {isAlive, waitUntil} from '../helpers/pty.js';
import {makeHome, replaceEnvironment} from './helpers/environment.js';
import {rejectionOf} from './helpers/rejection.js';
import {unlessTooShort} from './helpers/too-short.js';

async function script(t: TestContext) {
  const {home, write} = await makeHome(t, {});
  const file = join(home, 'pids');
  const pids = () => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []);
  return {home, write, file, pids};
}

/** They are gone: the shell and what it left running in the background. */
async function bothGone(pids: () => readonly string[]): Promise<void> {
  await waitUntil(
    () => (pids().length >= 2 && pids().every(pid => !isAlive(Number(pid)))) || undefined,
    'both are gone',
    () => pids().join(' '),
  );
}

const hang = (file: string, trap = '') =>
  `${trap} sleep 1000 & echo $! >>${file}; echo $$ >>${file}; wait; sleep 1000`;

const OFF_TERMINAL: RunOptions = {
  env: process.env,
  stdin: 'ignore',
  isOnTerminal: false,
  limitMs: 0,
};

const shell = (script: string, limitMs = 0) =>
  runInGroup(['sh', '-c', script], {...OFF_TERMINAL, limitMs});

test('what it prints and writes is given back, and how it ended', async () => {
  assert.deepEqual(await shell('printf %s "$((6 * 7))"'), {stdout: '42', stderr: '', end: 0});
  assert.deepEqual(await shell('printf a; printf b >&2; exit 3'), {
    stdout: 'a',
    stderr: 'b',
    end: 3,
  });
  await assert.rejects(runInGroup(['/nonexistent/keys'], OFF_TERMINAL), {code: 'ENOENT'});
});

test('no listener is left behind', async () => {
  const before = ['exit', 'SIGINT', 'SIGTERM'].map(name => process.listenerCount(name));
  await Promise.all([shell('true'), shell('exit 1')]);
  await runInGroup(['/nonexistent/keys'], OFF_TERMINAL).catch(() => {});
  assert.deepEqual(
    ['exit', 'SIGINT', 'SIGTERM'].map(name => process.listenerCount(name)),
    before,
  );
});

test('one that hangs is ended after its limit with all that it started, also where it takes no notice of SIGTERM', async t => {
  const {end, pids} = await unlessTooShort(200, async limitMs => {
    const {file, pids} = await script(t);
    const {end} = await shell(hang(file, "trap '' TERM;"), limitMs);
    return pids().length < 2 ? undefined : {end, pids};
  });
  assert.equal(end, 'SIGKILL');
  await bothGone(pids);
});

test('one that prints without end is ended', async () => {
  assert.equal((await shell('yes')).end, 'SIGKILL');
});

test('a credential_process is started that way, behind a role too', async t => {
  for (const config of [
    '',
    '[profile role]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = p\n',
  ]) {
    const {message, limitMs, pids} = await unlessTooShort(300, async limitMs => {
      const {home, write, file, pids} = await script(t);
      write(
        'config',
        `[profile p]\ncredential_process = sh ${join(home, '.aws', 'hang')}\n${config}`,
      );
      write('hang', hang(file));
      const env = replaceEnvironment(t, {HOME: home});
      const profile = config ? 'role' : 'p';
      const source = await openEc2Source({
        profile,
        region: 'us-east-1',
        env,
        readTimeoutMs: limitMs,
      });
      t.after(() => source.destroy());
      const {message} = await rejectionOf(source.describe({}));
      return pids().length < 2 ? undefined : {message, limitMs, pids};
    });
    assert.ok(
      message.startsWith(`No credentials from profile 'p' within ${limitMs / 1000} s`),
      message,
    );
    await bothGone(pids);
  }
});
