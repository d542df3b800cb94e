import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import test, {type TestContext} from 'node:test';
import {EMPTY_PAGE} from '../ec2/helpers/answers.js';
import {startServer, type TestServer} from '../ec2/helpers/server.js';
import {NODE} from '../helpers/built-file.js';
import {isAlive, startPty, waitUntil} from '../helpers/pty.js';
import {builtProgram} from '../helpers/pty-build.js';
import {NO_KEYS} from './identities.js';

/** A home whose credential_process hangs, with a child in the background; takes no notice of SIGTERM. */
function hangingHome(t: TestContext) {
  const home = mkdtempSync(join(tmpdir(), 'amiwatch-hang-'));
  t.after(() => rmSync(home, {recursive: true, force: true}));
  mkdirSync(join(home, '.aws'));
  const script = join(home, 'keys');
  writeFileSync(join(home, '.aws', 'config'), `[profile ops]\ncredential_process = sh ${script}\n`);
  const file = join(home, 'pids');
  writeFileSync(
    script,
    `trap '' TERM HUP INT; sleep 1000 & echo $! >>${file}; echo $$ >>${file}; sleep 1000`,
  );
  const pids = () => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []);
  const there = () => pids().filter(pid => isAlive(Number(pid)));
  return {
    home,
    hangs: () =>
      waitUntil(
        () => there().length >= 2 || undefined,
        'it hangs',
        () => pids().join(' '),
      ),
    gone: () =>
      waitUntil(
        () => there().length === 0 || undefined,
        'nothing of it is left',
        () => there().join(' '),
      ),
  };
}

const ARGS = ['--profile', 'ops', '--region', 'us-east-1', '--endpoint-url', 'http://127.0.0.1:9'];

for (const mode of [['--once'], ['--follow'], ['--wait', 'ami-0123456789abcdef0']]) {
  for (const [signal, expected] of [
    ['SIGTERM', 143],
    ['SIGINT', 130],
    ['SIGHUP', 129],
  ] as const) {
    test(`${mode[0]}, ended by ${signal}, ends a credential_process that hangs`, async t => {
      const {home, hangs, gone} = hangingHome(t);
      const env = {PATH: process.env.PATH, HOME: home};
      const child = spawn(NODE, [builtProgram(), ...mode, ...ARGS], {
        env,
        stdio: 'ignore',
      });
      await hangs();
      child.kill(signal);
      const [code] = await once(child, 'exit');
      assert.equal(code, expected);
      await gone();
    });
  }
}

for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT', undefined] as const) {
  test(`the live screen, ended by ${signal ?? 'q'}, ends a credential_process that hangs`, async t => {
    const {home, hangs, gone} = hangingHome(t);
    const pty = startPty(t, {args: ARGS, env: {...NO_KEYS, HOME: home}});
    await pty.waitFor(/loading|no answer/, 'the screen');
    await hangs();
    if (signal) {
      process.kill(await pty.pid(), signal);
    } else {
      pty.press('q');
    }

    await gone();
  });
}

/** A home whose credential_process takes the ID of its keys from somewhere. @param read Shell text that reads a line into `id`. */
function readingHome(t: TestContext, read: string): string {
  const home = mkdtempSync(join(tmpdir(), 'amiwatch-read-'));
  t.after(() => rmSync(home, {recursive: true, force: true}));
  mkdirSync(join(home, '.aws'));
  const script = join(home, 'keys');
  writeFileSync(join(home, '.aws', 'config'), `[profile ops]\ncredential_process = sh ${script}\n`);
  writeFileSync(
    script,
    `${read}; echo "{\\"Version\\": 1, \\"AccessKeyId\\": \\"$id\\", \\"SecretAccessKey\\": \\"s\\"}"`,
  );
  return home;
}

function signers({requests}: TestServer): readonly (string | undefined)[] {
  return requests.map(({headers}) => /Credential=([^/]*)\//.exec(headers.authorization ?? '')?.[1]);
}

test('what a script pipes into amiwatch reaches the credential_process', async t => {
  const ec2 = await startServer(t, () => ({body: EMPTY_PAGE}));
  const home = readingHome(t, 'read -r id');
  const args = ['--profile', 'ops', '--region', 'us-east-1', '--endpoint-url', ec2.url];
  const child = spawn(NODE, [builtProgram(), '--once', ...args], {
    env: {PATH: process.env.PATH, HOME: home},
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  child.stdin?.end('PIPED\n');
  const [code] = await once(child, 'exit');
  assert.equal(code, 0);
  assert.deepEqual(signers(ec2), ['PIPED']);
});

for (const [where, read] of [
  ['stdin', 'printf "code? " >&2; printf "code? " >/dev/tty; read -r id'],
  ['the terminal', 'printf "code? " >/dev/tty; read -r id </dev/tty'],
] as const) {
  test(`on a terminal a credential_process of one answer can ask on ${where}`, async t => {
    const ec2 = await startServer(t, () => ({body: EMPTY_PAGE}));
    const home = readingHome(t, read);
    const args = ['--once', '--profile', 'ops', '--region', 'us-east-1', '--endpoint-url', ec2.url];
    const pty = startPty(t, {args, env: {...NO_KEYS, HOME: home}});
    await waitUntil(() => pty.output().includes('code? ') || undefined, 'it asks', pty.output);
    pty.press('TYPED\r');
    assert.equal((await pty.end('it has its answer')).code, 0);
    assert.deepEqual(signers(ec2), ['TYPED']);
  });
}

test('on the live screen a credential_process gets nothing of what is typed', async t => {
  const ec2 = await startServer(t, () => ({body: EMPTY_PAGE}));
  const home = readingHome(t, 'read -r id || id=NOTHING');
  const args = ['--profile', 'ops', '--region', 'us-east-1', '--endpoint-url', ec2.url];
  const pty = startPty(t, {args, env: {...NO_KEYS, HOME: home}});
  await waitUntil(() => ec2.requests.length > 0 || undefined, 'it asks', pty.text);
  assert.equal(signers(ec2)[0], 'NOTHING');
  pty.press('q');
  assert.equal((await pty.end('it ends')).code, 0);
});
