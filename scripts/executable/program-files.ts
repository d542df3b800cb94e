import path from 'node:path';
import {build} from 'esbuild';
import {objectOf, writeWhole} from '../bundle.js';
import type {Parts} from '../parts.js';
import {PARTS} from './start-parts.js';

const SCRIPTS = ['embedded', 'keep-compiled', 'tidy-compiled'] as const;

/** Writes the parts of the program into a folder, each into a file of its name, and the scripts that start it: `embedded.cjs` in the executable, the others before there is one. */
export async function writeProgram(folder: string, program: Parts): Promise<void> {
  for (const part of PARTS) {
    await writeWhole(path.join(folder, part), `(${objectOf(program[part])})`);
  }
  await build({
    entryPoints: SCRIPTS.map(name => `scripts/executable/${name}.ts`),
    outdir: folder,
    outExtension: {'.js': '.cjs'},
    bundle: true,
    platform: 'node',
    format: 'cjs',
    minify: true,
  });
}
