import {besideAws, describeArguments, runInBench} from '../helpers/aws.js';
import {runBundled} from '../helpers/bundled-program.js';
import {startEndpoint} from '../helpers/endpoint.js';
import {IDLE_MINUTES, idleMinutes} from '../helpers/idle-minutes.js';
import type {PollFigures} from '../helpers/poll-figures.js';
import type {Bench, Section} from '../helpers/row.js';
import {TRIED} from '../tried.js';

const TASKS = 450;
const POLLS = 10_000;
const AWS_ROUNDS = 3;

/** What the live screen keeps, and whether it grows. */
export const memory: Section = {
  name: 'memory',
  async measure(bench) {
    const {
      running: {rssAtFirstMib, rssAtLastMib},
    } = await idleMinutes(bench);
    const references = await awsMemory(bench);
    const polls = bench.amount(POLLS);
    bench.say(`${polls} polls`);
    const figures = await runBundled<PollFigures>(bench, 'polls', {
      tasks: TASKS,
      running: 3,
      polls,
      every: polls / 20,
    });
    const late = figures.memory.slice(figures.memory.length >>> 1);
    const last = figures.memory.at(-1);
    return [
      {
        what: 'the built program on a terminal, first tasks on the screen',
        ours: {values: [rssAtFirstMib], unit: 'MiB'},
        references,
      },
      {
        what: `the same, ${IDLE_MINUTES} idle minutes later`,
        ours: {values: [rssAtLastMib], unit: 'MiB'},
        limit: {atMost: 110},
      },
      {
        what: `live screen after ${polls.toLocaleString('en-US')} polls in a burst (one process, simulated clock, ${figures.writes.toLocaleString('en-US')} writes to the terminal)`,
        ours: {values: [last?.rssMib ?? 0], unit: 'MiB'},
        limit: {atMost: 110},
        tried: TRIED.burst,
      },
      {
        what: 'the same after a collection',
        ours: {values: [last?.collectedRssMib ?? 0], unit: 'MiB'},
        limit: {atMost: 110},
        tried: TRIED.burst,
      },
      {what: 'heap of it', ours: {values: [last?.heapMib ?? 0], unit: 'MiB'}},
      {
        what: 'growth of the heap over a day of polls, from the second half of them',
        ours: {values: [slope(late) * figures.dayInPolls], unit: 'MiB'},
        limit: {atMost: 1},
      },
    ];
  },
};

/** What the aws command has resident at most, each time that `watch` runs it. */
async function awsMemory(bench: Bench) {
  const {url} = await startEndpoint(bench, {tasks: TASKS, running: 3});
  const run = (command: readonly string[]) => runInBench(command, {isMemoryWatched: true});
  const aws = await besideAws(run, ...describeArguments(url, '--output', 'table'));
  for (let round = 1; round <= bench.amount(AWS_ROUNDS); round++) {
    await aws.run();
  }

  return aws.references(
    '`… --output table`, 450 tasks, most of one run',
    'MiB',
    ({peakMib}) => peakMib,
  );
}

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
