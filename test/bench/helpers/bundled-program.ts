import {execFile} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {build, type Plugin} from 'esbuild';
import type {Bench} from './row.js';

const PROGRAMS = fileURLToPath(new URL('../programs/', import.meta.url));
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Ink names React's devtools, which are not installed. */
const withoutDevtools: Plugin = {
  name: 'without-devtools',
  setup({onResolve, onLoad}) {
    onResolve({filter: /^react-devtools-core$/}, ({path}) => ({path, namespace: 'nothing'}));
    onLoad({filter: /.*/, namespace: 'nothing'}, () => ({contents: 'export default {};'}));
  },
};

/**
Bundles a program of `programs/` with React's production build and runs it in a process of its own: from the sources React's development build would be measured.
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
  const outfile = join(folder, `${name}.mjs`);
  await build({
    entryPoints: [join(PROGRAMS, `${name}.ts`)],
    outfile,
    absWorkingDir: ROOT,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: `node${process.versions.node}`,
    mainFields: ['module', 'main'],
    define: {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"'},
    banner: {
      js: "import {createRequire} from 'node:module';const require=createRequire(import.meta.url);",
    },
    plugins: [withoutDevtools],
    logLevel: 'warning',
  });
  const profile = process.env.BENCH_PROFILE;
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [
        '--expose-gc',
        ...(profile ? ['--cpu-prof', '--cpu-prof-dir', profile] : []),
        outfile,
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
