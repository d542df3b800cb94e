import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {bundleProgram} from './helpers/bundle-program.js';

export type SimulatedOptions = {
  readonly polls: number;

  /** Between polls, in ms of simulated time. */
  readonly intervalMs: number;

  /** So many polls a frame that the screen draws. */
  readonly pollsAFrame: number;
};

/** One look at the process, once a simulated day, after a garbage collection. */
export type SimulatedSample = {
  /** Days of simulated time since the start. */
  readonly day: number;
  readonly heapMib: number;
  readonly rssMib: number;

  /** Tasks and events that the store holds. */
  readonly tasks: number;
  readonly events: number;

  /** Listeners on the process, on the terminal's streams and on the store. */
  readonly listeners: number;

  /** Timers on the simulated clock: of the store, of the screen. */
  readonly storeTimers: number;
  readonly screenTimers: number;

  /** What keeps the process alive, by name: `Timeout`, `Timeout`, `TTYWrap`. */
  readonly handles: readonly string[];
};

export type SimulatedRun = {
  readonly polls: number;
  readonly faults: number;

  /** Writes to the terminal, and all keys that were pressed on it. */
  readonly frames: number;
  readonly keys: number;
  readonly samples: readonly SimulatedSample[];

  /** Listeners before the screen came up and after it has gone. */
  readonly listenersBefore: number;
  readonly listenersAfter: number;

  /** Real time, in seconds. */
  readonly seconds: number;
};

const PROGRAM = fileURLToPath(new URL('programs/simulated.ts', import.meta.url));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Runs the program of the simulated clock in a process of its own. What it says on stderr goes on to ours. */
export async function runSimulated(options: SimulatedOptions): Promise<SimulatedRun> {
  // Beside node_modules, so that what isn't bundled is found.
  const folder = await mkdtemp(path.join(ROOT, 'node_modules', '.amiwatch-soak-'));
  try {
    const file = path.join(folder, 'simulated.mjs');
    const result = path.join(folder, 'result.json');
    await bundleProgram(PROGRAM, file);
    const child = spawn(process.execPath, ['--expose-gc', file, JSON.stringify(options), result], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {PATH: process.env.PATH, LANG: 'C.UTF-8'},
    });
    const [code] = await once(child, 'exit');
    if (code !== 0) {
      throw new Error(`The simulation ended with ${code}.`);
    }

    return JSON.parse(await readFile(result, 'utf8')) as SimulatedRun;
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}
