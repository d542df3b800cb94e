import {IDLE_MINUTES, idleMinutes} from '../helpers/idle-minutes.js';
import type {Section} from '../helpers/row.js';
import {watchReferences} from '../helpers/watch-aws.js';
import {TRIED} from '../tried.js';

/** Processor time of watching an account in which nothing happens. */
export const idle: Section = {
  name: 'idle',
  async measure(bench) {
    const {running, nothing} = await idleMinutes(bench);
    const references = await watchReferences(
      bench,
      'all the time',
      'share',
      ({refreshCpuMs, seconds}) => [
        refreshCpuMs.reduce((sum, cpuMs) => sum + cpuMs, 0) / (seconds * 1000),
      ],
    );
    return [
      {
        what: `CPU of a real minute, 3 running, none moves (${IDLE_MINUTES} minutes)`,
        ours: {values: running.cpuShares, unit: 'share'},
        references,
        limit: {atMost: 0.003},
        tried: TRIED.idleRunning,
      },
      {
        what: `CPU of a real minute, nothing running (${IDLE_MINUTES} minutes)`,
        ours: {values: nothing.cpuShares, unit: 'share'},
        references,
        limit: {atMost: 0.001},
        tried: TRIED.idle,
      },
    ];
  },
};
