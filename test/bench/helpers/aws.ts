import {delimiter} from 'node:path';
import process from 'node:process';
import {AMIWATCH_ENV} from '../../helpers/run-amiwatch.js';
import {type CommandOptions, type CommandRun, runCommand} from './command.js';
import {type AwsCommand, findAws} from './find-aws.js';
import type {Reference, Unit} from './row.js';

/** What both programs run with: nothing of the person who runs the bench. */
export const BENCH_ENV = {
  ...AMIWATCH_ENV,
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_PAGER: '',
  LANG: 'C.UTF-8',
} as const;

let found: Promise<readonly AwsCommand[]> | undefined;

/** Version 1 and version 2 of the aws command; version 2 may stand behind version 1 on PATH, or beside it. */
export function awsCommands(): Promise<readonly AwsCommand[]> {
  found ??= findAws([...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin']);
  return found;
}

/** The arguments of the one command that everything is measured beside. */
export function describeArguments(endpoint: string, ...more: readonly string[]): readonly string[] {
  return ['ec2', 'describe-store-image-tasks', '--endpoint-url', endpoint, ...more];
}

export type BesideAws<Run> = {
  /** Runs each version that is there once, one after the other. */
  readonly run: () => Promise<void>;

  /**
  What was measured of each version.
  @param what How the command is told in the table, such as `… --max-items 20`.
  @param take Takes a run; `undefined` says that it told nothing.
  */
  readonly references: (
    what: string,
    unit: Unit,
    take: (run: Run) => number | undefined,
  ) => readonly Reference[];
};

/** The aws command, both versions, with the same arguments. */
export async function besideAws<Run>(
  runOnce: (command: readonly string[]) => Promise<Run>,
  ...arguments_: readonly string[]
): Promise<BesideAws<Run>> {
  const runs = (await awsCommands()).map(aws => ({aws, runs: [] as Run[]}));
  return {
    async run() {
      for (const {aws, runs: own} of runs) {
        if (aws.path !== undefined) {
          own.push(await runOnce([aws.path, ...arguments_]));
        }
      }
    },
    references: (what, unit, take) =>
      runs.map(({aws, runs: own}) => {
        const name = `${aws.name} ${what}`;
        const values = own.map(take).filter(value => value !== undefined);
        return values.length > 0
          ? {name, measured: {values, unit}}
          : {name, measured: undefined, why: aws.path === undefined ? aws.why : 'not measured'};
      }),
  };
}

/** Runs a command in the bench's environment. */
export function runInBench(
  command: readonly string[],
  options: Omit<CommandOptions, 'env'> = {},
): Promise<CommandRun> {
  return runCommand(command, {...options, env: BENCH_ENV});
}
