import {setTimeout as sleep} from 'node:timers/promises';
import {besideAws, describeArguments, runInBench} from '../helpers/aws.js';
import {LIVE_RUNNING, liveRun} from '../helpers/live-run.js';
import {cpuMsOf} from '../helpers/process-figures.js';
import type {Bench, Section} from '../helpers/row.js';
import {watchReferences} from '../helpers/watch-aws.js';
import {startOnTerminal} from '../helpers/watched-terminal.js';
import {TRIED} from '../tried.js';

const ROUNDS = 4;
const ROUND_MS = 10_000;
const MOVING = LIVE_RUNNING;

/** Processor time of watching; not of waiting, so that a busy machine changes little. */
export const cpu: Section = {
  name: 'cpu',
  async measure(bench) {
    const {polls, aws} = await watchedBeside(bench);
    const {wholeTickMs} = await liveRun(bench, 1000);
    const once = aws.references('`…`, 200 tasks', 'ms', ({cpuMs}) => cpuMs);
    const refresh = await watchReferences(bench, 'one refresh', 'ms', watched => [
      ...watched.refreshCpuMs,
    ]);
    return [
      {
        what: 'a tick that changes 5 of 30 rows, from the XML to the frame',
        ours: {values: wholeTickMs, unit: 'ms'},
        references: once,
        limit: {atMost: 0.04, ofReference: true},
        tried: TRIED.wholeTick,
      },
      {what: 'the same, by itself', ours: {values: wholeTickMs, unit: 'ms'}, limit: {atMost: 25}},
      {
        what: 'the same on a terminal, every 2 s, with HTTP',
        ours: {values: polls, unit: 'ms'},
        references: refresh,
      },
    ];
  },
};

/** CPU of our polls (ms each, one value a round) and of the aws command's, taking turns. */
async function watchedBeside(bench: Bench) {
  const {pty, endpoint} = await startOnTerminal(
    bench,
    {tasks: 200, running: MOVING},
    ...['-n', '2'],
  );
  await endpoint.setMoving(MOVING);
  const aws = await besideAws(runInBench, ...describeArguments(endpoint.url));
  const pid = await pty.pid();
  await sleep(bench.amount(ROUND_MS) / 4);
  const polls: number[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    bench.say(`polls on a terminal, round ${round} of ${ROUNDS}`);
    const asked = await endpoint.requests();
    const before = cpuMsOf(pid);
    await sleep(Math.max(5000, bench.amount(ROUND_MS)));
    const spent = cpuMsOf(pid) - before;
    polls.push(spent / Math.max(1, (await endpoint.requests()) - asked));
    await aws.run();
  }

  return {polls, aws};
}
