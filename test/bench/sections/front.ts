import process from 'node:process';
import {builtProgram} from '../../helpers/pty-build.js';
import {besideAws} from '../helpers/aws.js';
import {envWithHome} from '../helpers/bench-home.js';
import {runCommand} from '../helpers/command.js';
import type {Row, Section} from '../helpers/row.js';
import {TRIED} from '../tried.js';

const ROUNDS = 15;

/** The aws command takes half a second each time. */
const AWS_ROUNDS = 5;

const OF_THE_COMMAND_LINE = 252;

type Text = {
  readonly args: readonly string[];

  /** @default 0 */
  readonly code?: number;

  /** What the aws command is told to get the same kind of text; its help would go through a pager and groff. */
  readonly awsArgs?: readonly string[];
};

const DESCRIBE = ['ec2', 'describe-store-image-tasks'] as const;

/** What is printed without a screen and without asking anybody. */
const TEXTS: readonly Text[] = [
  {args: ['--version'], awsArgs: ['--version']},
  {args: ['--help']},
  {
    args: ['--no-such-flag'],
    code: OF_THE_COMMAND_LINE,
    awsArgs: [...DESCRIBE, '--no-such-flag'],
  },
  {
    args: ['--max-items', 'many'],
    code: OF_THE_COMMAND_LINE,
    awsArgs: [...DESCRIBE, '--max-items', 'many'],
  },
  {args: ['--state', 'Nowhere'], code: OF_THE_COMMAND_LINE},
  {
    args: ['--once', '--output', 'nothing'],
    code: OF_THE_COMMAND_LINE,
    awsArgs: [...DESCRIBE, '--output', 'nothing'],
  },
];

/** What help, version and errors of the command line take, beside a Node that does nothing; all take turns. */
export const front: Section = {
  name: 'front',
  async measure(bench) {
    const env = envWithHome(bench);
    const program = builtProgram();
    const empty = () => runCommand([process.execPath, '-e', '0'], {env});
    const nothing: number[] = [];
    const texts = await Promise.all(
      TEXTS.map(async text => ({
        ...text,
        tookMs: [] as number[],
        aws:
          text.awsArgs &&
          (await besideAws(
            // Its versions differ in the code of an error.
            command => runCommand(command, {env, code: 'any'}),
            ...text.awsArgs,
          )),
      })),
    );
    await empty();
    const rounds = bench.amount(ROUNDS);
    for (let round = 1; round <= rounds; round++) {
      bench.say(`round ${round} of ${rounds}`);
      nothing.push((await empty()).wallMs);
      for (const {args, code, tookMs} of texts) {
        tookMs.push((await runCommand([process.execPath, program, ...args], {env, code})).wallMs);
      }
    }

    for (let round = 1; round <= bench.amount(AWS_ROUNDS); round++) {
      bench.say(`the aws command, round ${round}`);
      for (const {aws} of texts) {
        await aws?.run();
      }
    }

    return texts.map(
      ({args, tookMs, aws, awsArgs = []}): Row => ({
        what: `\`${args.join(' ')}\``,
        ours: {values: tookMs, unit: 'ms'},
        references: [
          {name: '`node -e 0`', measured: {values: nothing, unit: 'ms'}},
          ...(aws?.references(
            `\`${awsArgs.join(' ').replace(DESCRIBE.join(' '), '…')}\``,
            'ms',
            ({wallMs}) => wallMs,
          ) ?? []),
        ],
        limit: {atMost: 2, ofReference: true},
        tried: TRIED.front,
      }),
    );
  },
};
