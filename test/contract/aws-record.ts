import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import type {AwsResult} from '../helpers/aws-command.js';
import type {AwsCase} from './aws-cases.js';

/** What the aws command has answered to one case. */
type Answer = Pick<AwsCase, 'at' | 'args'> & AwsResult;

export type AwsRecord = {
  /** The command that gave the answers, such as `aws-cli/1.45.11`. */
  readonly version: string;
  readonly answers: readonly Answer[];
};

/** @param major Of the aws command. */
export function recordFile(major: number): string {
  return fileURLToPath(new URL(`recorded/aws-${major}.json`, import.meta.url));
}

export function readRecord(major: number): AwsRecord {
  const file = recordFile(major);
  return existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : {version: `aws-cli/${major} was never recorded`, answers: []};
}

export function writeRecord(major: number, record: AwsRecord): void {
  writeFileSync(recordFile(major), `${JSON.stringify(record, undefined, 2)}\n`);
}

/** @throws Where the record is older than the case. */
export function answerTo({at, args}: AwsCase, {version, answers}: AwsRecord): AwsResult {
  const key = JSON.stringify([at, args]);
  const answer = answers.find(known => JSON.stringify([known.at, known.args]) === key);
  if (!answer) {
    throw new Error(
      `${version} was never asked for ${args.join(' ')}. Record it: npm run record:aws`,
    );
  }

  return answer;
}
