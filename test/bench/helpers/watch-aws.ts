import {setTimeout as sleep} from 'node:timers/promises';
import {type IPty, spawn} from '@lydell/node-pty';
import {awsCommands, BENCH_ENV, describeArguments} from './aws.js';
import {startEndpoint} from './endpoint.js';
import type {AwsCommand} from './find-aws.js';
import {childrenCpuMsOf} from './process-figures.js';
import type {Bench, Reference, Unit} from './row.js';

/** What `watch -n2 aws …` took, once its first screen was there. */
export type WatchedAws = {
  readonly seconds: number;

  /** What the endpoint was asked in that time: once a refresh. */
  readonly requests: number;

  /** What the terminal got in that time, and for the first screen. */
  readonly bytes: number;
  readonly firstBytes: number;

  /** CPU of each refresh that ended in that time. */
  readonly refreshCpuMs: readonly number[];
};

const TASKS = 200;
const WATCHED_MS = 16_000;

/** Some refreshes have to end in it. */
const SHORTEST_MS = 8000;
const LOOK_EVERY_MS = 100;

type OfVersion = {readonly aws: AwsCommand; readonly watched: WatchedAws | undefined};

let measured: Promise<readonly OfVersion[]> | undefined;

/**
What was measured of `watch -n2 aws ec2 describe-store-image-tasks` with each version of the aws command; it is watched once, for all sections.
@param what Which of it, as it is told in the table.
*/
export async function watchReferences(
  bench: Bench,
  what: string,
  unit: Unit,
  take: (watched: WatchedAws) => readonly number[],
): Promise<readonly Reference[]> {
  measured ??= watchAll(bench);
  return (await measured).map(({aws, watched}) => {
    const name = `\`watch -n2\` ${aws.name}, ${what}`;
    const values = watched && take(watched);
    return values && values.length > 0
      ? {name, measured: {values, unit}}
      : {name, measured: undefined, why: aws.path === undefined ? aws.why : 'not measured'};
  });
}

async function watchAll(bench: Bench): Promise<readonly OfVersion[]> {
  const all: OfVersion[] = [];
  for (const aws of await awsCommands()) {
    all.push({aws, watched: aws.path === undefined ? undefined : await watchOne(bench, aws.path)});
  }

  return all;
}

/** On a terminal of 120x40, while one of three running tasks moves with each answer. */
async function watchOne(bench: Bench, aws: string): Promise<WatchedAws> {
  const lasts = Math.max(SHORTEST_MS, bench.amount(WATCHED_MS));
  bench.say(`watch -n2 ${aws} for ${lasts / 1000} s`);
  const endpoint = await startEndpoint(bench, {tasks: TASKS, running: 3});
  await endpoint.setMoving(1);
  const command = [aws, ...describeArguments(endpoint.url, '--output', 'table')];
  const pty = spawn('watch', ['-n2', ...command], {
    cols: 120,
    rows: 40,
    env: {...BENCH_ENV, TERM: 'xterm-256color'},
  });
  const exited = new Promise<void>(resolve => {
    pty.onExit(() => resolve());
  });
  let bytes = 0;
  pty.onData(data => {
    bytes += Buffer.byteLength(data);
  });
  await Promise.race([
    firstScreen(pty),
    exited.then(() => {
      throw new Error('watch has ended.');
    }),
  ]);
  const before = await endpoint.requests();
  const firstBytes = bytes;
  const refreshCpuMs = await refreshesFor(lasts, pty.pid);
  const result = {
    seconds: lasts / 1000,
    requests: (await endpoint.requests()) - before,
    bytes: bytes - firstBytes,
    firstBytes,
    refreshCpuMs,
  };
  pty.kill('SIGTERM');
  await exited;
  return result;
}

function firstScreen(pty: IPty): Promise<void> {
  return new Promise(resolve => {
    let output = '';
    pty.onData(data => {
      output += data;
      if (output.includes('ami-')) {
        resolve();
      }
    });
  });
}

/** The CPU of each command that `watch` has waited for: all at once when it ends. */
async function refreshesFor(lastsMs: number, pid: number): Promise<readonly number[]> {
  const refreshes: number[] = [];
  let last = childrenCpuMsOf(pid);
  const until = Date.now() + lastsMs;
  while (Date.now() < until) {
    await sleep(LOOK_EVERY_MS);
    const now = childrenCpuMsOf(pid);
    if (now > last) {
      refreshes.push(now - last);
      last = now;
    }
  }

  return refreshes;
}
