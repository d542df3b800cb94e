import process from 'node:process';
import {builtProgram} from '../../helpers/pty-build.js';
import {besideAws, describeArguments} from '../helpers/aws.js';
import {envWithHome} from '../helpers/bench-home.js';
import {type CommandRun, runCommand} from '../helpers/command.js';
import {startEndpoint} from '../helpers/endpoint.js';
import {firstScreen} from '../helpers/first-screen.js';
import type {Measured, Section} from '../helpers/row.js';
import {TRIED} from '../tried.js';

const ROUNDS = 11;
const AWS_ARGUMENTS = ['--max-items', '20'] as const;
const AWS = '`… --max-items 20`';

/** From nothing to the first task row, and to one answer, beside the aws command; taking turns, so that a busy moment hits all of them. */
export const start: Section = {
  name: 'start',
  async measure(bench) {
    const endpoint = await startEndpoint(bench, {tasks: 200, running: 3});
    const env = envWithHome(bench);
    const ours = [process.execPath, builtProgram(), '--endpoint-url', endpoint.url];
    const withRequest = async <Run extends {readonly startedAt: number}>(run: Run) => {
      const at = await endpoint.firstSince(run.startedAt);
      return {...run, requestMs: at === undefined ? undefined : at - run.startedAt};
    };
    const live = async () => withRequest(await firstScreen(ours, env));
    const run = async (command: readonly string[]) => withRequest(await runCommand(command, {env}));
    const once = () => run([...ours, '--once', '--output', 'json']);
    const aws = await besideAws(run, ...describeArguments(endpoint.url, ...AWS_ARGUMENTS));

    const first = await live();
    // What either keeps between runs (compiled code) is there from now on.
    await once();
    await (await besideAws(run, ...describeArguments(endpoint.url, ...AWS_ARGUMENTS))).run();
    const screens: (typeof first)[] = [];
    const answers: (CommandRun & {readonly requestMs: number | undefined})[] = [];
    const rounds = bench.amount(ROUNDS);
    for (let round = 1; round <= rounds; round++) {
      bench.say(`round ${round} of ${rounds}`);
      screens.push(await live());
      answers.push(await once());
      await aws.run();
    }

    const wall = aws.references(`${AWS}, whole process`, 'ms', ({wallMs}) => wallMs);
    const cpu = aws.references(`${AWS}, CPU`, 'ms', ({cpuMs}) => cpuMs);
    const request = aws.references(AWS, 'ms', ({requestMs}) => requestMs);
    return [
      {
        what: 'start to first task row on a terminal, 200 tasks',
        ours: ms(screens.map(({rowMs}) => rowMs)),
        references: wall,
        limit: {atMost: 0.3, ofReference: true},
        tried: TRIED.firstRow,
      },
      {
        what: 'start to first task row, CPU',
        ours: ms(screens.map(({rowCpuMs}) => rowCpuMs)),
        references: cpu,
      },
      {
        what: 'start to first frame',
        ours: ms(screens.map(({frameMs}) => frameMs)),
        references: wall,
      },
      {what: 'the very first start, to first task row', ours: ms([first.rowMs]), references: wall},
      {
        what: '`--once --output json`, 200 tasks, whole process',
        ours: ms(answers.map(({wallMs}) => wallMs)),
        references: wall,
        limit: {atMost: 0.2, ofReference: true},
        tried: TRIED.once,
      },
      {
        what: '`--once --output json`, CPU',
        ours: ms(answers.map(({cpuMs}) => cpuMs)),
        references: cpu,
      },
      {
        what: 'on a terminal, start until the first request is at the endpoint',
        ours: ms(screens.map(({requestMs}) => requestMs)),
        references: request,
      },
      {
        what: '`--once`, start until the first request is at the endpoint',
        ours: ms(answers.map(({requestMs}) => requestMs)),
        references: request,
      },
    ];
  },
};

function ms(values: readonly (number | undefined)[]): Measured {
  return {values: values.filter(value => value !== undefined), unit: 'ms'};
}
