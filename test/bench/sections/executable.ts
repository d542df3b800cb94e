import process from 'node:process';
import {builtProgram} from '../../helpers/pty-build.js';
import {besideAws, describeArguments} from '../helpers/aws.js';
import {envWithHome} from '../helpers/bench-home.js';
import {runCommand} from '../helpers/command.js';
import {startEndpoint} from '../helpers/endpoint.js';
import {builtExecutable} from '../helpers/executable.js';
import {firstScreen} from '../helpers/first-screen.js';
import type {Measured, Reference, Section} from '../helpers/row.js';
import {TRIED} from '../tried.js';

const ROUNDS = 9;
const FIRST_ROW = 'the executable, start to first task row on a terminal, 200 tasks';
const LIMIT = {atMost: 0.2, ofReference: true} as const;

/** The start of the one executable file, beside the aws command and the built file under Node; all take turns. */
export const executable: Section = {
  name: 'executable',
  async measure(bench) {
    const built = await builtExecutable(bench);
    if (built.path === undefined) {
      return [{what: FIRST_ROW, ours: undefined, why: built.why, limit: LIMIT}];
    }

    const {url} = await startEndpoint(bench, {tasks: 200, running: 3});
    const env = envWithHome(bench);
    const run = (command: readonly string[]) => runCommand(command, {env});
    const own = [built.path, '--endpoint-url', url];
    const plain = [process.execPath, builtProgram(), '--endpoint-url', url];
    const once = ['--once', '--output', 'json'] as const;
    const aws = await besideAws(run, ...describeArguments(url, '--max-items', '20'));
    const times = {row: [], plainRow: [], once: [], plainOnce: [], version: [], nothing: []} as {
      [name in 'row' | 'plainRow' | 'once' | 'plainOnce' | 'version' | 'nothing']: number[];
    };
    // What either keeps between starts is there from now on.
    await firstScreen(plain, env);
    await run([...plain, ...once]);
    await firstScreen(own, env);
    const rounds = bench.amount(ROUNDS);
    for (let round = 1; round <= rounds; round++) {
      bench.say(`round ${round} of ${rounds}`);
      times.row.push((await firstScreen(own, env)).rowMs);
      times.plainRow.push((await firstScreen(plain, env)).rowMs);
      times.once.push((await run([...own, ...once])).wallMs);
      times.plainOnce.push((await run([...plain, ...once])).wallMs);
      times.version.push((await run([built.path, '--version'])).wallMs);
      times.nothing.push((await run([process.execPath, '-e', '0'])).wallMs);
      await aws.run();
    }

    const theirs = aws.references('`… --max-items 20`', 'ms', ({wallMs}) => wallMs);
    return [
      {
        what: FIRST_ROW,
        ours: ms(times.row),
        references: [...theirs, ours('the built file', times.plainRow)],
        limit: LIMIT,
        tried: TRIED.executable,
      },
      {
        what: 'the executable, `--once --output json`, whole process',
        ours: ms(times.once),
        references: [...theirs, ours('the built file', times.plainOnce)],
      },
      {
        what: 'the executable, `--version`',
        ours: ms(times.version),
        references: [ours('`node -e 0`', times.nothing)],
      },
    ];
  },
};

function ms(values: readonly number[]): Measured {
  return {values, unit: 'ms'};
}

function ours(name: string, values: readonly number[]): Reference {
  return {name, measured: ms(values)};
}
