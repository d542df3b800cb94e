import {execFile} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import process from 'node:process';
import type {TestContext} from 'node:test';
import {EMPTY_PAGE} from '../ec2/helpers/answers.js';
import {startServer, type TestServer} from '../ec2/helpers/server.js';
import {NODE} from '../helpers/built-file.js';
import {builtProgram} from '../helpers/pty-build.js';

export type OnceResult = {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
};

/** A home folder and an EC2 that holds no tasks, for runs of the built program that print one answer. */
export type Once = {
  readonly home: string;
  readonly ec2: TestServer;
  readonly write: (name: string, text: string) => void;

  /** Runs it with --once and --debug, in this environment and no other. */
  readonly run: (
    args: readonly string[],
    env?: Readonly<Record<string, string | undefined>>,
  ) => Promise<OnceResult>;
};

export async function prepareOnce(t: TestContext): Promise<Once> {
  const home = mkdtempSync(join(tmpdir(), 'amiwatch-once-'));
  t.after(() => rmSync(home, {recursive: true, force: true}));
  return {
    home,
    ec2: await startServer(t, () => ({body: EMPTY_PAGE})),
    write(name, text) {
      mkdirSync(dirname(join(home, name)), {recursive: true});
      writeFileSync(join(home, name), text);
    },
    run: (args, env = {}) =>
      runOnce(['--once', '--debug', ...args], {
        PATH: process.env.PATH,
        HOME: home,
        AWS_REGION: 'us-east-1',
        AWS_EC2_METADATA_DISABLED: 'true',
        ...env,
      }),
  };
}

function runOnce(args: readonly string[], env: NodeJS.ProcessEnv): Promise<OnceResult> {
  return new Promise((resolve, reject) => {
    execFile(NODE, [builtProgram(), ...args], {env}, (error, stdout, stderr) => {
      const code = error ? error.code : 0;
      if (typeof code === 'number') {
        resolve({code, stdout, stderr});
      } else {
        reject(error);
      }
    });
  });
}
