import {execFile} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {isStale} from '../../../scripts/fresh-build.js';
import type {Bench} from './row.js';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/**
The executable of this machine, out of its archive in `dist-exe/`; built first where it is missing or older than what it is made of.
@returns Its path, or why there is none.
*/
export async function builtExecutable(
  bench: Bench,
): Promise<{readonly path: string} | {readonly path: undefined; readonly why: string}> {
  const {version} = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const name = `amiwatch-${version}-${process.platform}-${process.arch}`;
  const archive = join(ROOT, 'dist-exe', `${name}.tar.gz`);
  if (isStale(archive)) {
    bench.say('building the executable');
    try {
      await run(process.execPath, ['--import=tsx', 'scripts/build-exe.ts'], {cwd: ROOT});
    } catch (error) {
      const said = (error as {readonly stderr?: string}).stderr?.trim().split('\n').at(-1);
      return {path: undefined, why: `can't be built: ${said ?? error}`};
    }
  }

  if (!existsSync(archive)) {
    return {path: undefined, why: `there is no ${name}.tar.gz in dist-exe`};
  }

  const folder = mkdtempSync(join(tmpdir(), 'amiwatch-bench-'));
  bench.after(() => rmSync(folder, {recursive: true, force: true}));
  await run('tar', ['-xzf', archive, '-C', folder, '--strip-components=1']);
  return {path: join(folder, 'bin/amiwatch')};
}
