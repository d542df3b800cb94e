import {execFile} from 'node:child_process';
import {mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {promisify} from 'node:util';
import {spawn} from '@lydell/node-pty';
import {within} from '../../source/base/within.js';
import {startEc2Endpoint} from '../../source/demo/endpoint/ec2-endpoint.js';
import {liveScenario} from '../../source/demo/scenario.js';
import {compiledName, PARTS, STARTS, type Start, TIME_HAS_PASSED} from './start-parts.js';

export type CompiledCodeOptions = {
  /** The Node that the executable is made of. */
  readonly node: string;

  /** With which flags the executable runs it. */
  readonly flags: readonly string[];

  /** Holds the parts, each in a file of its name, and `keep-compiled.cjs`. The code is put there. */
  readonly folder: string;
};

/**
Has V8 compile what a start needs by starting the program once in each way, on the tasks of --demo. Code that is compiled without running it, as Node's own `useCodeCache` does, lacks all functions that run.
@returns The names of the code, each a file in the folder.
@throws {Error} when the program doesn't start, or V8 would refuse the code.
*/
export async function compiledCode(options: CompiledCodeOptions): Promise<readonly string[]> {
  await makeHome(options.folder);
  await runOnce(options);
  await runScreen(options);
  for (const start of STARTS) {
    await runNode(options, start, ['tidy-compiled.cjs']);
  }
  return STARTS.flatMap(start => PARTS.map(part => compiledName(start, part)));
}

/** A home with keys in a profile, as most users have it. */
async function makeHome(folder: string): Promise<void> {
  const aws = path.join(folder, 'home/.aws');
  await mkdir(aws, {recursive: true});
  await writeFile(path.join(aws, 'config'), '[default]\nregion = us-east-1\n');
  await writeFile(
    path.join(aws, 'credentials'),
    '[default]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = not-a-secret\n',
  );
}

/** When each start takes place: what is told of times depends on the time of day. */
const STARTED_AT = Date.UTC(2026, 0, 15, 12);

/** Nothing of whoever builds it: it would have the program take other ways. */
function envOf(start: Start, folder: string) {
  return {
    KEEP_AS: start,
    KEEP_AT: String(STARTED_AT),
    HOME: path.join(folder, 'home'),
    LANG: 'C.UTF-8',
    TERM: 'xterm-256color',
    TZ: 'UTC',
  };
}

/** V8 puts its tables into another order each time, and with room for all that a start throws away it need not collect it, at moments that differ. */
const SAME_EACH_TIME = [
  '--random-seed=1',
  '--min-semi-space-size=128',
  '--max-semi-space-size=128',
];

function argumentsOf({flags}: CompiledCodeOptions, rest: readonly string[]): string[] {
  return [...flags, ...SAME_EACH_TIME, ...rest];
}

async function runNode(options: CompiledCodeOptions, start: Start, rest: readonly string[]) {
  await promisify(execFile)(options.node, argumentsOf(options, rest), {
    cwd: options.folder,
    env: envOf(start, options.folder),
    maxBuffer: 16 * 1024 * 1024,
  });
}

const account = () => ({
  scenario: liveScenario({epoch: STARTED_AT}),
  now: () => STARTED_AT,
});

async function runOnce(options: CompiledCodeOptions): Promise<void> {
  const {url, close} = await startEc2Endpoint(account());
  try {
    await runNode(options, 'once', ['keep-compiled.cjs', '--endpoint-url', url, '--once']);
  } finally {
    await close();
  }
}

const A_TASK = /ami-[\da-f]{17}/;

/** Until a screen has shown a task and ended, at most, on the slowest machine. */
const SHOWN_MS = 60_000;

/** Always in this order: a frame without tasks, timers, a frame with tasks, timers. */
async function runScreen(options: CompiledCodeOptions): Promise<void> {
  const isAsked = Promise.withResolvers<void>();
  const timers = Promise.withResolvers<void>();
  const tasks = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  const hasEnded = Promise.withResolvers<void>();
  let requests = 0;
  const {url, close} = await startEc2Endpoint({
    ...account(),
    async intercept() {
      isAsked.resolve();
      requests++;
      // A second answer would come before the first is drawn in one run, and after that in another.
      await (requests === 1 ? timers.promise : hasEnded.promise);
      return undefined;
    },
  });
  const pty = spawn(
    options.node,
    argumentsOf(options, ['keep-compiled.cjs', '--endpoint-url', url]),
    {
      cols: 120,
      rows: 40,
      cwd: options.folder,
      env: envOf('screen', options.folder),
    },
  );
  let output = '';
  pty.onData(data => {
    output += data;
    if (output.includes(TIME_HAS_PASSED)) {
      timers.resolve();
    }
    if (A_TASK.test(output)) {
      tasks.resolve();
    }
  });
  pty.onExit(({exitCode, signal}) => {
    if (exitCode === 0 && !signal && A_TASK.test(output)) {
      end.resolve();
    } else {
      end.reject(new Error(`The screen ended with ${signal || exitCode}: ${output.slice(-500)}`));
    }
  });
  const runs = async () => {
    await isAsked.promise;
    pty.kill('SIGUSR2');
    await tasks.promise;
    pty.kill('SIGUSR2');
    await end.promise;
  };
  try {
    await within(
      SHOWN_MS,
      () => Promise.race([runs(), end.promise]),
      () => {
        throw new Error(`The screen showed no task: ${output.slice(-500)}`);
      },
    );
  } finally {
    pty.kill('SIGKILL');
    timers.resolve();
    hasEnded.resolve();
    await close();
  }
}
