import {spawnSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {askPython} from '../../helpers/ask-python.js';

/** The functions of answers.py. */
export type Question = 'files' | 'path' | 'proxy' | 'way' | 'words';

const SCRIPT = fileURLToPath(new URL('answers.py', import.meta.url));

/** The versions of what gives the answers; `undefined` where Python or botocore isn't there. */
export function botocoreVersions(): string | undefined {
  const {status, stdout} = spawnSync('python3', [SCRIPT, '--version'], {encoding: 'utf8'});
  return status === 0 ? stdout.trim() : undefined;
}

/** botocore's answers to all cases, from one process. */
export function askBotocore<Case, Answer>(
  question: Question,
  cases: readonly Case[],
): readonly Answer[] {
  return askPython('python3', ['-W', 'ignore', SCRIPT, question], cases);
}

/** What botocore has answered once, for tests where it isn't there. */
export type Recorded<Case, Answer> = {
  readonly versions: string;
  readonly answers: readonly (readonly [Case, Answer])[];
};

function fileOf(question: Question): string {
  return fileURLToPath(new URL(`recorded/${question}.jsonl`, import.meta.url));
}

export function readRecorded<Case, Answer>(question: Question): Recorded<Case, Answer> {
  const [versions, ...answers] = readFileSync(fileOf(question), 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line));
  return {versions, answers};
}

export function writeRecorded<Case, Answer>(question: Question, cases: readonly Case[]): void {
  const answers = askBotocore<Case, Answer>(question, cases);
  const lines = [botocoreVersions(), ...answers.map((answer, index) => [cases[index], answer])];
  writeFileSync(fileOf(question), lines.map(line => `${JSON.stringify(line)}\n`).join(''));
}
