/** Memory of the live screen over many polls on a simulated clock, each with an answer to read and bars that move. Prints a `PollFigures` as JSON. */
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {compileInPlace, keepHeapSmall} from '../../../source/base/small-heap.js';
import {calm, loadedStore, openScreen} from '../helpers/live-screen.js';
import type {PollFigures, PollOptions} from '../helpers/poll-figures.js';
import {runProgram} from '../helpers/run-program.js';

const MIB = 2 ** 20;
const INTERVAL_MS = 10_000;

/** V8 gives back what starting took as soon as little is asked of it for some seconds, as between two polls. Here they follow each other without a pause. */
const REST_MS = 15_000;

runProgram(measure);

async function measure({tasks, running, polls, every}: PollOptions): Promise<PollFigures> {
  // A screen does so at its start, before it knows a task; here the tasks come first.
  compileInPlace();
  keepHeapSmall();
  const loaded = await loadedStore({tasks, running});
  const screen = await openScreen(loaded);
  await loaded.clock.advance(INTERVAL_MS);
  await sleep(REST_MS);
  const memory: PollFigures['memory'][number][] = [];
  for (let poll = 1; poll <= polls; poll++) {
    loaded.account.move(running);
    await loaded.clock.advance(INTERVAL_MS);
    if (poll % every === 0) {
      await calm(screen);
      const {rss} = process.memoryUsage();
      globalThis.gc?.();
      const collected = process.memoryUsage();
      memory.push({
        poll,
        rssMib: rss / MIB,
        collectedRssMib: collected.rss / MIB,
        heapMib: collected.heapUsed / MIB,
      });
    }
  }

  const writes = screen.frames();
  await screen.quit();
  return {memory, writes, dayInPolls: (24 * 60 * 60 * 1000) / INTERVAL_MS};
}
