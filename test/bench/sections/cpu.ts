import {setTimeout as sleep} from 'node:timers/promises';
import {awsReference, runAws} from '../helpers/aws.js';
import {runBundled} from '../helpers/bundled-program.js';
import {idleMinute} from '../helpers/idle-minute.js';
import type {LiveFigures} from '../helpers/live-figures.js';
import {cpuMsOf} from '../helpers/process-figures.js';
import type {Bench, Section} from '../helpers/row.js';
import {startOnTerminal} from '../helpers/watched-terminal.js';

const ROUNDS = 4;
const ROUND_MS = 16_000;
const MOVING = 5;

/** Processor time of watching; not of waiting, so that a busy machine changes little. */
export const cpu: Section = {
  name: 'cpu',
  async measure(bench) {
    const {polls, aws} = await watchedBeside(bench);
    bench.say('ticks in one process');
    const {wholeTickMs} = await runBundled<LiveFigures>(bench, 'live', {
      tasks: 1000,
      running: MOVING,
    });
    const poll = awsReference('one `aws ec2 describe-store-image-tasks`, 200 tasks', {
      values: aws,
      unit: 'ms',
    });
    const {cpuShare} = await idleMinute(bench);
    return [
      {
        what: 'a tick that changes 5 of 30 rows, from the XML to the frame',
        ours: {values: wholeTickMs, unit: 'ms'},
        reference: poll,
        limit: {atMost: 0.04, ofReference: true},
      },
      {what: 'the same, by itself', ours: {values: wholeTickMs, unit: 'ms'}, limit: {atMost: 40}},
      {
        what: 'the same on a terminal, every 2 s, with HTTP and two ticks of the clock',
        ours: {values: polls, unit: 'ms'},
        reference: poll,
      },
      {
        what: 'idle for a real minute, 3 running, none moves',
        ours: {values: [cpuShare], unit: 'share'},
        limit: {atMost: 0.005},
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
  const pid = await pty.pid();
  await sleep(ROUND_MS / 4);
  const polls: number[] = [];
  const aws: number[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    bench.say(`polls on a terminal, round ${round} of ${ROUNDS}`);
    const asked = await endpoint.requests();
    const before = cpuMsOf(pid);
    await sleep(ROUND_MS);
    const spent = cpuMsOf(pid) - before;
    polls.push(spent / ((await endpoint.requests()) - asked));
    aws.push((await runAws(endpoint.url))?.cpuMs ?? 0);
  }

  return {polls, aws};
}
