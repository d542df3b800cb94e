import {spawnSync} from 'node:child_process';

/**
Gives every case to one Python process, a JSON document a line, and reads its answers, one a line.
@throws {Error} with what it wrote to stderr, when it fails.
*/
export function askPython<Case, Answer>(
  python: string,
  args: readonly string[],
  cases: readonly Case[],
): readonly Answer[] {
  const {status, stdout, stderr} = spawnSync(python, args, {
    input: cases.map(item => `${JSON.stringify(item)}\n`).join(''),
    encoding: 'utf8',
    maxBuffer: 1024 ** 3,
  });
  if (status !== 0) {
    throw new Error(stderr);
  }
  return stdout
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Answer);
}
