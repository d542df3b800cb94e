import process from 'node:process';
import {builtProgram} from '../../helpers/pty-build.js';
import {besideAws, describeArguments} from '../helpers/aws.js';
import {envWithHome} from '../helpers/bench-home.js';
import {runCommand} from '../helpers/command.js';
import {startEndpoint} from '../helpers/endpoint.js';
import type {Section} from '../helpers/row.js';

const ROUNDS = 3;
const PAGES = ['--page-size', '200'] as const;

/** One answer in as many pages as the account's budget allows at once, beside the aws command; taking turns. */
export const pages: Section = {
  name: 'pages',
  async measure(bench) {
    const {url} = await startEndpoint(bench, {tasks: 10_000, running: 3});
    const env = envWithHome(bench);
    const aws = await besideAws(
      command => runCommand(command, {env}),
      ...describeArguments(url, ...PAGES),
    );
    const ours: number[] = [];
    const rounds = bench.amount(ROUNDS);
    for (let round = 1; round <= rounds; round++) {
      bench.say(`round ${round} of ${rounds}`);
      const command = [process.execPath, builtProgram(), '--once', ...PAGES];
      ours.push((await runCommand([...command, '--endpoint-url', url], {env})).wallMs);
      await aws.run();
    }

    return [
      {
        what: '`--once --page-size 200`, 10,000 tasks in 50 requests, whole process',
        ours: {values: ours, unit: 'ms'},
        references: aws.references('`… --page-size 200`', 'ms', ({wallMs}) => wallMs),
        limit: {atMost: 1, ofReference: true},
      },
    ];
  },
};
