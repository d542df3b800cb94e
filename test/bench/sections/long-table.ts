import process from 'node:process';
import {builtProgram} from '../../helpers/pty-build.js';
import {besideAws, describeArguments} from '../helpers/aws.js';
import {envWithHome} from '../helpers/bench-home.js';
import {type CommandRun, runCommand} from '../helpers/command.js';
import {startEndpoint} from '../helpers/endpoint.js';
import type {Section} from '../helpers/row.js';
import {TRIED} from '../tried.js';

const ROUNDS = 3;
const TABLE = ['--output', 'table'] as const;

/** One answer of 10,000 rows as a table, beside the aws command's; taking turns. */
export const longTable: Section = {
  name: 'table',
  async measure(bench) {
    const {url} = await startEndpoint(bench, {tasks: 10_000, running: 3});
    const env = envWithHome(bench);
    const run = (command: readonly string[]) => runCommand(command, {env, isMemoryWatched: true});
    const aws = await besideAws(run, ...describeArguments(url, ...TABLE));
    const command = [process.execPath, builtProgram(), '--once', ...TABLE, '--endpoint-url', url];
    // What V8 keeps between starts is there from now on.
    await run(command);
    const ours: CommandRun[] = [];
    const rounds = bench.amount(ROUNDS);
    for (let round = 1; round <= rounds; round++) {
      bench.say(`round ${round} of ${rounds}`);
      ours.push(await run(command));
      await aws.run();
    }

    const name = '`… --output table`';
    return [
      {
        what: '`--once --output table`, 10,000 rows, CPU',
        ours: {values: ours.map(({cpuMs}) => cpuMs), unit: 'ms'},
        references: aws.references(name, 'ms', ({cpuMs}) => cpuMs),
        limit: {atMost: 1000},
        tried: TRIED.longTable,
      },
      {
        what: 'the same, most memory',
        ours: {values: ours.map(({peakMib}) => peakMib ?? Number.NaN), unit: 'MiB'},
        references: aws.references(name, 'MiB', ({peakMib}) => peakMib),
        limit: {atMost: 120},
        tried: TRIED.longTable,
      },
      {
        what: 'the same, whole process',
        ours: {values: ours.map(({wallMs}) => wallMs), unit: 'ms'},
        references: aws.references(name, 'ms', ({wallMs}) => wallMs),
      },
    ];
  },
};
