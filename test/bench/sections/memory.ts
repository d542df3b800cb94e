import {runBundled} from '../helpers/bundled-program.js';
import {idleMinute} from '../helpers/idle-minute.js';
import type {PollFigures, PollOptions} from '../helpers/poll-figures.js';
import type {Section} from '../helpers/row.js';

const OPTIONS: PollOptions = {tasks: 450, running: 3, polls: 10_000, every: 500};

/** What the live screen keeps, and whether it grows. */
export const memory: Section = {
  name: 'memory',
  async measure(bench) {
    const {rssAtFirstMib, rssAtLastMib} = await idleMinute(bench);
    bench.say(`${OPTIONS.polls} polls`);
    const figures = await runBundled<PollFigures>(bench, 'polls', OPTIONS);
    const late = figures.memory.slice(figures.memory.length >>> 1);
    const last = figures.memory.at(-1);
    return [
      {
        what: 'the built program on a terminal, first tasks on the screen',
        ours: {values: [rssAtFirstMib], unit: 'MiB'},
      },
      {
        what: 'the same, a minute later',
        ours: {values: [rssAtLastMib], unit: 'MiB'},
        limit: {atMost: 110},
      },
      {
        what: `live screen after 10,000 polls (one process, simulated clock, ${figures.writes.toLocaleString('en-US')} writes to the terminal)`,
        ours: {values: [last?.rssMib ?? 0], unit: 'MiB'},
        limit: {atMost: 110},
      },
      {
        what: 'the same after a collection',
        ours: {values: [last?.collectedRssMib ?? 0], unit: 'MiB'},
        limit: {atMost: 110},
      },
      {what: 'heap of it', ours: {values: [last?.heapMib ?? 0], unit: 'MiB'}},
      {
        what: 'growth of the heap over a day of polls, from the second 5,000',
        ours: {values: [slope(late) * figures.dayInPolls], unit: 'MiB'},
        limit: {atMost: 1},
      },
    ];
  },
};

/** MiB a poll, by least squares. */
function slope(points: PollFigures['memory']): number {
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const x = mean(points.map(({poll}) => poll));
  const y = mean(points.map(({heapMib}) => heapMib));
  const over = points.reduce((sum, {poll, heapMib}) => sum + (poll - x) * (heapMib - y), 0);
  const under = points.reduce((sum, {poll}) => sum + (poll - x) ** 2, 0);
  return over / under;
}
