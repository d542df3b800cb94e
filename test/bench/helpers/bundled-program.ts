import {execFile} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {bundle, wholeScript} from '../../../scripts/bundle.js';
import type {Bench} from './row.js';

/**
Bundles a program of `programs/` as the real one is bundled and runs it in a process of its own: from the sources React's development build would be measured.
@param options What it finds as JSON in its first argument.
@returns What it printed, as JSON.
*/
export async function runBundled<Result>(
  {after}: Pick<Bench, 'after'>,
  name: string,
  options: unknown,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'amiwatch-bench-'));
  after(() => rmSync(folder, {recursive: true, force: true}));
  const file = join(folder, `${name}.cjs`);
  const program = await bundle({entry: `test/bench/programs/${name}.ts`, minify: false});
  await writeFile(file, await wholeScript(program));
  const profile = process.env.BENCH_PROFILE;
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [
        '--expose-gc',
        ...(profile ? ['--cpu-prof', '--cpu-prof-dir', profile] : []),
        file,
        JSON.stringify(options),
      ],
      {maxBuffer: 64 * 1024 * 1024},
      (error, stdout, stderr) => {
        if (error || stdout === '') {
          reject(new Error(`${name} failed: ${stderr || error?.message || 'it said nothing'}`));
        } else {
          resolve(JSON.parse(stdout));
        }
      },
    );
  });
}
