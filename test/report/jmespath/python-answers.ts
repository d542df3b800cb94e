import {spawnSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {askPython} from '../../helpers/ask-python.js';

/** An expression and the JSON text that it is applied to. */
export type Case = readonly [expression: string, document: string];

type Failed = {readonly failed: string};

/** What is printed with --output json and text; or the message, for what is no expression or can't be applied or printed. */
export type Answer =
  | {readonly json: string | Failed; readonly text: string | Failed}
  | {readonly refused: string}
  | Failed;

const SCRIPT = fileURLToPath(new URL('answers.py', import.meta.url));

/** The versions of what gives the answers; `undefined` where Python, jmespath or the aws command's package isn't there. */
export function pythonVersions(): string | undefined {
  const {status, stdout} = spawnSync('python3', [SCRIPT, '--version'], {encoding: 'utf8'});
  return status === 0 ? stdout.trim() : undefined;
}

/** The answers of jmespath.py to all cases, in one process. */
export function pythonAnswers(cases: readonly Case[]): readonly Answer[] {
  return askPython('python3', ['-W', 'ignore', SCRIPT], cases);
}
