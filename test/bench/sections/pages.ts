import process from 'node:process';
import {builtProgram} from '../../helpers/pty-build.js';
import {awsReference, BENCH_ENV, runAws} from '../helpers/aws.js';
import {runCommand} from '../helpers/command.js';
import {startEndpoint} from '../helpers/endpoint.js';
import type {Section} from '../helpers/row.js';

const RUNS = 3;
const PAGES = ['--page-size', '200'] as const;

/** One answer in as many pages as the account's budget allows at once, beside the aws command; taking turns. */
export const pages: Section = {
  name: 'pages',
  async measure(bench) {
    const {url} = await startEndpoint(bench, {tasks: 10_000, running: 3});
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let run = 1; run <= RUNS; run++) {
      bench.say(`run ${run} of ${RUNS}`);
      const command = [process.execPath, builtProgram(), '--once', ...PAGES];
      ours.push((await runCommand([...command, '--endpoint-url', url], BENCH_ENV)).wallMs);
      theirs.push((await runAws(url, ...PAGES))?.wallMs ?? 0);
    }
    return [
      {
        what: '`--once --page-size 200`, 10,000 tasks in 50 requests, whole process',
        ours: {values: ours, unit: 'ms'},
        reference: awsReference('`aws … --page-size 200`', {values: theirs, unit: 'ms'}),
        limit: {atMost: 1, ofReference: true},
      },
    ];
  },
};
