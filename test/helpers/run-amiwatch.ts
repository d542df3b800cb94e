import process from 'node:process';
import type {CliIo} from '../../source/cli/io.js';
import {main} from '../../source/cli/main.js';
import {openEc2Source} from '../../source/ec2/client.js';
import {systemClock} from '../../source/poll/clock.js';

export type AmiwatchResult = {
  /** The exit code. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
};

/** A source can be opened with it, and it holds nothing of the person who runs the tests. */
export const AMIWATCH_ENV = {
  HOME: '/nonexistent',
  PATH: process.env.PATH,
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'not-a-secret',
  AWS_REGION: 'us-east-1',
  AWS_EC2_METADATA_DISABLED: 'true',
} as const;

export type RunOptions = Partial<Omit<CliIo, 'stdout' | 'stderr'>> & {
  /** What stdout says of itself. @default false */
  readonly isTTY?: boolean;
};

/** Runs a command line in this process; nothing waits between retries. */
export async function runAmiwatch(
  argv: readonly string[],
  {isTTY = false, ...options}: RunOptions = {},
): Promise<AmiwatchResult> {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const code = await main(argv, {
    env: AMIWATCH_ENV,
    terminal: undefined,
    clock: systemClock,
    random: () => 0,
    watchReader() {},
    untilInterrupted: () => new AbortController().signal,
    openSource: openEc2Source,
    ...options,
    stdout: {isTTY, write: text => stdout.push(text)},
    stderr: {write: text => stderr.push(text)},
  });
  return {code, stdout: stdout.join(''), stderr: stderr.join('')};
}
