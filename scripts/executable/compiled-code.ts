import {execFile} from 'node:child_process';
import {mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {promisify} from 'node:util';
import {spawn} from '@lydell/node-pty';
import {startEc2Endpoint} from '../../source/demo/endpoint/ec2-endpoint.js';
import {liveScenario} from '../../source/demo/scenario.js';
import {compiledName, PARTS, STARTS, type Start} from './start-parts.js';

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

/** Nothing of whoever builds it: it would have the program take other ways. */
function envOf(start: Start, folder: string) {
  const HOME = path.join(folder, 'home');
  return {KEEP_AS: start, HOME, LANG: 'C.UTF-8', TERM: 'xterm-256color', TZ: 'UTC'};
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

/** Longer than every timer of a start, and than the ticks of the screen's clock. Each of them has run then, however fast or busy the machine is: a function that runs in one build and not in another would make another executable. */
const TIMERS_MS = 1500;

async function runOnce(options: CompiledCodeOptions): Promise<void> {
  const {url, close} = await startEc2Endpoint({
    scenario: liveScenario({epoch: Date.now()}),
    intercept: () => ({type: 'delay', ms: TIMERS_MS}),
  });
  try {
    await runNode(options, 'once', ['keep-compiled.cjs', '--endpoint-url', url, '--once']);
  } finally {
    await close();
  }
}

/** What every frame begins with. */
const A_FRAME = '\u001B[?2026h';
const A_TASK = /ami-[\da-f]{17}/;

/** Until a screen shows a task, at most, on the slowest machine. */
const SHOWN_MS = 60_000;

/** Always in this order: a frame without tasks, timers, a frame with tasks, timers. */
async function runScreen(options: CompiledCodeOptions): Promise<void> {
  const frame = Promise.withResolvers<void>();
  const {url, close} = await startEc2Endpoint({
    scenario: liveScenario({epoch: Date.now()}),
    async intercept() {
      await frame.promise;
      await sleep(TIMERS_MS);
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
  const tasks = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  pty.onData(data => {
    output += data;
    if (output.includes(A_FRAME)) {
      frame.resolve();
    }
    if (A_TASK.test(output)) {
      tasks.resolve();
    }
  });
  pty.onExit(({exitCode, signal}) => {
    if (exitCode === 0 && !signal) {
      end.resolve();
    } else {
      end.reject(new Error(`The screen ended with ${signal || exitCode}: ${output.slice(-500)}`));
    }
  });
  try {
    await Promise.race([tasks.promise, end.promise, sleep(SHOWN_MS, undefined, {ref: false})]);
    if (!A_TASK.test(output)) {
      throw new Error(`The screen showed no task: ${output.slice(-500)}`);
    }
    await sleep(TIMERS_MS);
    pty.kill('SIGUSR2');
    await end.promise;
  } finally {
    pty.kill('SIGKILL');
    await close();
  }
}
