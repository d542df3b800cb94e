import {setTimeout as sleep} from 'node:timers/promises';
import {cpuMsOf, rssMibOf} from './process-figures.js';
import type {Bench} from './row.js';
import {startOnTerminal} from './watched-terminal.js';

export type IdleMinutes = {
  /** Of each minute; 1 is a whole processor. */
  readonly cpuShares: readonly number[];

  /** With the first tasks on the screen, and at the end. */
  readonly rssAtFirstMib: number;
  readonly rssAtLastMib: number;
};

/** How many minutes are measured; the kernel counts in hundredths of a second, and a whole minute may have six of them. */
export const IDLE_MINUTES = 2;
const MINUTE_MS = 60_000;

/** What starting still has to do, and the engine to compile, is no idling. As long as the soak in real time waits. */
const SETTLING_MS = 30_000;

export type Idle = {
  /** Three tasks run, and none moves. */
  readonly running: IdleMinutes;

  /** No task runs. */
  readonly nothing: IdleMinutes;
};

let measured: Promise<Idle> | undefined;

/** The built program on terminals for real minutes in which nothing happens; measured once, for all sections. Both at the same time: they take so little that neither minds the other. */
export function idleMinutes(bench: Bench): Promise<Idle> {
  measured ??= measure(bench);
  return measured;
}

async function measure(bench: Bench): Promise<Idle> {
  const [running, nothing] = await Promise.all([watch(bench, 3), watch(bench, 0)]);
  return {running, nothing};
}

async function watch(bench: Bench, running: number): Promise<IdleMinutes> {
  const {pty} = await startOnTerminal(bench, {tasks: 450, running});
  const pid = await pty.pid();
  const rssAtFirstMib = rssMibOf(pid);
  await sleep(bench.amount(SETTLING_MS));
  const lasts = bench.amount(MINUTE_MS);
  const cpuShares: number[] = [];
  for (let minute = 1; minute <= IDLE_MINUTES; minute++) {
    bench.say(`idle minute ${minute} of ${IDLE_MINUTES}, ${running} running`);
    const before = cpuMsOf(pid);
    await sleep(lasts);
    cpuShares.push((cpuMsOf(pid) - before) / lasts);
  }

  return {cpuShares, rssAtFirstMib, rssAtLastMib: rssMibOf(pid)};
}
