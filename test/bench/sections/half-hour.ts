import {setTimeout as sleep} from 'node:timers/promises';
import {cpuMsOf, rssMibOf} from '../helpers/process-figures.js';
import type {Section} from '../helpers/row.js';
import {startOnTerminal} from '../helpers/watched-terminal.js';
import {TRIED} from '../tried.js';

const LASTS_MS = 30 * 60_000;
const LOOK_EVERY_MS = 5000;
const MINUTE_MS = 60_000;

/** Thirty minutes of real time at the shortest interval, on a terminal, while tasks change with each answer. */
export const halfHour: Section = {
  name: 'half-hour',
  isOnRequest: true,
  async measure(bench) {
    const {pty, endpoint} = await startOnTerminal(bench, {tasks: 450, running: 5}, '-n', '2');
    await endpoint.setMoving(5);
    const pid = await pty.pid();
    const from = Date.now();
    const lasts = bench.amount(LASTS_MS);
    const cpuBefore = cpuMsOf(pid);
    const rss: number[] = [];
    let toldAt = from;
    while (Date.now() < from + lasts) {
      await sleep(LOOK_EVERY_MS);
      rss.push(rssMibOf(pid));
      if (Date.now() >= toldAt + MINUTE_MS) {
        toldAt = Date.now();
        bench.say(
          `${Math.round((toldAt - from) / MINUTE_MS)} minutes, ${rss.at(-1)?.toFixed()} MiB`,
        );
      }
    }

    const minutes = Math.round(lasts / MINUTE_MS);
    return [
      {
        what: `most memory in ${minutes} minutes of real time, \`-n 2\`, 5 of 450 tasks change with each answer`,
        ours: {values: [Math.max(...rss)], unit: 'MiB'},
        limit: {atMost: 110},
        tried: TRIED.halfHour,
      },
      {what: 'memory all the time', ours: {values: rss, unit: 'MiB'}},
      {what: 'memory at the end', ours: {values: rss.slice(-1), unit: 'MiB'}},
      {
        what: 'requests in it',
        ours: {values: [await endpoint.requests()], unit: 'requests'},
      },
      {
        what: 'CPU of it',
        ours: {values: [(cpuMsOf(pid) - cpuBefore) / (Date.now() - from)], unit: 'share'},
      },
    ];
  },
};
