import {runBundled} from './bundled-program.js';
import type {LiveFigures} from './live-figures.js';
import type {Bench} from './row.js';

/** How many of the newest tasks a tick changes. */
export const LIVE_RUNNING = 5;

const measured = new Map<number, Promise<LiveFigures>>();

/** What ticks and keys cost over an account of so many tasks; measured once, for all sections. */
export function liveRun(bench: Bench, tasks: number): Promise<LiveFigures> {
  bench.say(`${tasks} tasks in one process`);
  const run =
    measured.get(tasks) ?? runBundled<LiveFigures>(bench, 'live', {tasks, running: LIVE_RUNNING});
  measured.set(tasks, run);
  return run;
}
