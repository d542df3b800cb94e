import {execFileSync, spawnSync} from 'node:child_process';
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

/** Stands in what is recorded for the home of root, which is another one on other systems. */
const HOME_OF_ROOT = '<home of root>';

/** As the shell has it. */
function homeOfRoot(): string {
  return execFileSync('sh', ['-c', 'printf %s ~root'], {encoding: 'utf8'});
}

function fileOf(question: Question): string {
  return fileURLToPath(new URL(`recorded/${question}.jsonl`, import.meta.url));
}

export function readRecorded<Case, Answer>(question: Question): Recorded<Case, Answer> {
  const [versions, ...answers] = readFileSync(fileOf(question), 'utf8')
    .replaceAll(HOME_OF_ROOT, homeOfRoot)
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line));
  return {versions, answers};
}

export function writeRecorded<Case, Answer>(question: Question, cases: readonly Case[]): void {
  const answers = askBotocore<Case, Answer>(question, cases);
  const home = homeOfRoot();
  const told = (answer: Answer) =>
    question === 'path' && typeof answer === 'string' && `${answer}/`.startsWith(`${home}/`)
      ? HOME_OF_ROOT + answer.slice(home.length)
      : answer;
  const lines = [
    botocoreVersions(),
    ...answers.map((answer, index) => [cases[index], told(answer)]),
  ];
  writeFileSync(fileOf(question), lines.map(line => `${JSON.stringify(line)}\n`).join(''));
}
