import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import test, {type TestContext} from 'node:test';
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
