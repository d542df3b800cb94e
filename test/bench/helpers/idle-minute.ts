import {setTimeout as sleep} from 'node:timers/promises';
import {cpuMsOf, rssMibOf} from './process-figures.js';
import type {Bench} from './row.js';
import {startOnTerminal} from './watched-terminal.js';

export type IdleMinute = {
  /** 1 is a whole processor. */
  readonly cpuShare: number;

  /** With the first tasks on the screen, and a minute later. */
  readonly rssAtFirstMib: number;
  readonly rssAtLastMib: number;
};

const MINUTE_MS = 60_000;

/** What starting still has to do, and the engine to compile, is no idling. As long as the soak in real time waits. */
const SETTLING_MS = 30_000;

let measured: Promise<IdleMinute> | undefined;

/** The built program on a terminal for a real minute in which three tasks run and none moves; measured once, for all sections. */
export function idleMinute(bench: Bench): Promise<IdleMinute> {
  measured ??= measure(bench);
  return measured;
}

async function measure(bench: Bench): Promise<IdleMinute> {
  const {pty} = await startOnTerminal(bench, {tasks: 450, running: 3});
  const pid = await pty.pid();
  const rssAtFirstMib = rssMibOf(pid);
  await sleep(SETTLING_MS);
  bench.say('an idle minute');
  const before = cpuMsOf(pid);
  await sleep(MINUTE_MS);
  return {
    cpuShare: (cpuMsOf(pid) - before) / MINUTE_MS,
    rssAtFirstMib,
    rssAtLastMib: rssMibOf(pid),
  };
}
