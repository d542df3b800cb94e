import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test, {type TestContext} from 'node:test';
import {openEc2Source} from '../../source/ec2/client.js';
import {runInGroup} from '../../source/ec2/credentials/credential-process.js';
import {isAlive, waitUntil} from '../helpers/pty.js';
import {makeHome, replaceEnvironment} from './helpers/environment.js';
import {rejectionOf} from './helpers/rejection.js';

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

test('what a credential_process prints is given back; its failure says nothing of it', async () => {
  assert.deepEqual(await runInGroup('printf %s "$((6 * 7))"', 0), {stdout: '42'});
  await assert.rejects(runInGroup('echo hunter2 >&2; echo hunter2; exit 3', 0), error => {
    assert.match(String(error), /ended with 3/);
    assert.doesNotMatch(String(error), /hunter2/);
    return true;
  });
});

test('no listener is left behind', async () => {
  const before = ['exit', 'SIGINT', 'SIGTERM'].map(name => process.listenerCount(name));
  await Promise.all([runInGroup('true', 0), runInGroup('exit 1', 0).catch(() => {})]);
  assert.deepEqual(
    ['exit', 'SIGINT', 'SIGTERM'].map(name => process.listenerCount(name)),
    before,
  );
});

test('one that hangs is ended after its limit with all that it started, also where it takes no notice of SIGTERM', async t => {
  const {file, pids} = await script(t);
  await assert.rejects(runInGroup(hang(file, "trap '' TERM;"), 200));
  await bothGone(pids);
});

test('one that prints without end is ended', async () => {
  await assert.rejects(runInGroup('yes', 0), /SIGKILL/);
});

test('the SDK starts it that way, behind a role too', async t => {
  for (const config of ['', '[profile role]\nrole_arn = arn:x\nsource_profile = p\n']) {
    const {home, write, file, pids} = await script(t);
    write(
      'config',
      `[profile p]\ncredential_process = sh ${join(home, '.aws', 'hang')}\n${config}`,
    );
    write('hang', hang(file));
    const env = replaceEnvironment(t, {HOME: home});
    const profile = config ? 'role' : 'p';
    const source = await openEc2Source({profile, region: 'us-east-1', env, readTimeoutMs: 300});
    t.after(() => source.destroy());
    const error = await rejectionOf(source.describe({}));
    assert.match(error.message, /^No credentials from profile 'p' within 0\.3 s/);
    await bothGone(pids);
  }
});
