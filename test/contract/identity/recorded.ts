import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import type {Outcome} from './world.js';

/** @param major Of the aws command. */
export function recordFile(major: number): string {
  return fileURLToPath(new URL(`recorded/aws-${major}.jsonl`, import.meta.url));
}

export function readOutcomes(major: number): {
  readonly version: string;
  readonly outcomes: ReadonlyMap<string, Outcome>;
} {
  const [version, ...lines] = readFileSync(recordFile(major), 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line));
  return {version, outcomes: new Map(lines)};
}
