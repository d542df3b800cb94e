import {readFileSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import type {AwsResult} from '../../helpers/aws-command.js';
import type {SweepCase} from './sweep-case.js';

const FILE = fileURLToPath(new URL('../recorded/sweep.jsonl', import.meta.url));

/** Characters of what went wrong that are kept: its last line tells what it was. */
const KEPT = 160;

export type RecordedCase = SweepCase & {readonly one: AwsResult; readonly two: AwsResult};

/** An answer as it is kept: the exit code, the place of what was printed among all that was, and what went wrong. */
type Kept = readonly [code: number, stdout: number, stderr: string];

/** Keeps what both versions have answered: a line that says which they are, one with all that they have printed, and one for each case. */
export function writeSweep(versions: string, cases: readonly RecordedCase[]): void {
  const texts = [...new Set(cases.flatMap(({one, two}) => [one.stdout, two.stdout]))];
  const keep = ({code, stdout, stderr}: AwsResult): Kept => [
    code,
    texts.indexOf(stdout),
    (stderr.trim().split('\n').at(-1) ?? '').slice(0, KEPT),
  ];
  const lines = [
    versions,
    texts,
    ...cases.map(({args, env, profile, one, two}) => [args, env, profile, keep(one), keep(two)]),
  ];
  writeFileSync(FILE, lines.map(line => `${JSON.stringify(line)}\n`).join(''));
}

export function readSweep(): {readonly versions: string; readonly cases: readonly RecordedCase[]} {
  const [versions, texts, ...lines] = readFileSync(FILE, 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line));
  const unpack = ([code, stdout, stderr]: Kept): AwsResult => ({
    code,
    stdout: (texts as readonly string[])[stdout] ?? '',
    stderr,
  });
  return {
    versions,
    cases: (lines as [string[], Record<string, string>, string[], Kept, Kept][]).map(
      ([args, env, profile, one, two]) => ({
        args,
        env,
        profile,
        one: unpack(one),
        two: unpack(two),
      }),
    ),
  };
}
