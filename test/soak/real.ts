import {readdirSync} from 'node:fs';
import type {TestContext} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import {startEc2Endpoint} from '../../source/demo/endpoint/ec2-endpoint.js';
import {ACCOUNT_THROTTLE} from '../../source/demo/endpoint/throttle.js';
import {cpuMsOf, rssMibOf} from '../bench/helpers/process-figures.js';
import {type Pty, startPty} from '../helpers/pty.js';
import {comingAndGoing} from './helpers/coming-and-going.js';

export type RealOptions = {
  /** How long to watch. In the first half tasks run, in the second nothing does. */
  readonly minutes: number;

  /** How long nothing is measured at first: starting isn't idling. @default 30_000 */
  readonly warmUpMs?: number;

  /** @default 5000 */
  readonly sampleMs?: number;
  readonly say?: (line: string) => void;
};

/** One look at the process. */
export type RealSample = {
  /** Ms since the start. */
  readonly at: number;
  readonly isBusy: boolean;

  /** CPU so far, in ms. */
  readonly cpuMs: number;
  readonly rssMib: number;

  /** Open file descriptors. */
  readonly files: number;

  /** Bytes that the terminal got so far. */
  readonly bytes: number;
};

export type RealRun = {
  readonly samples: readonly RealSample[];
  readonly requests: number;
  readonly exitCode: number;
};

const LASTS_MS = 120_000;
const EVERY_MS = 30_000;

/** Lets the built program watch on a terminal of its own, in real time, and looks at its process from outside. */
export async function watchReal(options: RealOptions): Promise<RealRun> {
  const {minutes, warmUpMs = 30_000, sampleMs = 5000, say = () => {}} = options;
  const lastsMs = minutes * 60_000;
  const cleanUps: (() => unknown)[] = [];
  const context = {after: (cleanUp: () => unknown) => cleanUps.push(cleanUp)};
  const epoch = Date.now();
  // The last task has ended when the second half begins.
  const until = epoch + warmUpMs + lastsMs / 2 - LASTS_MS;
  const endpoint = await startEc2Endpoint({
    scenario: comingAndGoing({epoch, everyMs: EVERY_MS, lastsMs: LASTS_MS, until}),
    throttle: ACCOUNT_THROTTLE,
  });
  cleanUps.push(() => endpoint.close());
  try {
    const pty = startPty(context as unknown as TestContext, {
      args: ['--endpoint-url', endpoint.url],
      size: {columns: 120, rows: 40},
    });
    await pty.waitFor(/\d\d:\d\d:\d\dZ?$[\s\S]*^> ami-/m, 'the screen with tasks');
    const pid = await pty.pid();
    await sleep(warmUpMs);
    const samples = await sampleFor(lastsMs, sampleMs, pid, pty, epoch, say);
    pty.press('q');
    const {code} = await pty.end('the end');
    return {samples, requests: endpoint.requests.total().requests, exitCode: code};
  } finally {
    for (const cleanUp of cleanUps.reverse()) {
      await cleanUp();
    }
  }
}

async function sampleFor(
  lastsMs: number,
  sampleMs: number,
  pid: number,
  pty: Pty,
  epoch: number,
  say: (line: string) => void,
): Promise<readonly RealSample[]> {
  const samples: RealSample[] = [];
  const from = Date.now();
  for (;;) {
    const passed = Date.now() - from;
    samples.push({
      at: Date.now() - epoch,
      isBusy: passed < lastsMs / 2,
      cpuMs: cpuMsOf(pid),
      rssMib: rssMibOf(pid),
      files: readdirSync(`/proc/${pid}/fd`).length,
      bytes: pty.bytes(),
    });
    if (passed >= lastsMs) {
      return samples;
    }

    if (samples.length % 60 === 0) {
      say(`${Math.round(passed / 60_000)} minutes: ${Math.round(samples.at(-1)?.rssMib ?? 0)} MiB`);
    }

    await sleep(Math.min(sampleMs, lastsMs - passed));
  }
}
