import {spawnSync} from 'node:child_process';
import {accessSync, constants, readFileSync} from 'node:fs';
import {delimiter, join} from 'node:path';
import process from 'node:process';
import {AMIWATCH_ENV} from '../../helpers/run-amiwatch.js';
import {type CommandRun, runCommand} from './command.js';
import type {Measured, Reference} from './row.js';

/** What both programs run with: nothing of the person who runs the bench. */
export const BENCH_ENV = {
  ...AMIWATCH_ENV,
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_PAGER: '',
  LANG: 'C.UTF-8',
} as const;

/** The aws command, or why there is none. */
export const AWS: {readonly path: string} | {readonly path: undefined; readonly why: string} =
  findAws();

/** `aws ec2 describe-store-image-tasks ARGUMENTS` against an endpoint, as a command line. */
export function awsDescribe(endpoint: string, ...arguments_: readonly string[]): string[] {
  const {path} = AWS;
  if (path === undefined) {
    throw new Error(AWS.why);
  }

  return [path, 'ec2', 'describe-store-image-tasks', '--endpoint-url', endpoint, ...arguments_];
}

/** Runs it; `undefined` where there is no aws command. */
export async function runAws(
  endpoint: string,
  ...arguments_: readonly string[]
): Promise<CommandRun | undefined> {
  return AWS.path === undefined
    ? undefined
    : runCommand(awsDescribe(endpoint, ...arguments_), BENCH_ENV);
}

/** The cell for what was measured of it, or that it isn't there. */
export function awsReference(name: string, measured: Measured): Reference {
  return AWS.path === undefined ? {name, measured: undefined, why: AWS.why} : {name, measured};
}

/** The program itself: pyenv's shim in front of it takes a tenth of a second that isn't the aws command's. */
function findAws(): typeof AWS {
  const found = (process.env.PATH ?? '')
    .split(delimiter)
    .map(folder => join(folder, 'aws'))
    .find(isExecutable);
  if (!found) {
    return {path: undefined, why: 'the aws command is not installed'};
  }

  const isShim = readFileSync(found).subarray(0, 400).includes('PYENV_ROOT');
  return {
    path: isShim
      ? spawnSync('pyenv', ['which', 'aws'], {encoding: 'utf8'}).stdout.trim() || found
      : found,
  };
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
