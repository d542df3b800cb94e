import {execFile} from 'node:child_process';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {promisify} from 'node:util';
import {build} from 'esbuild';
import {NEVER_RUNS, OLDEST_SYNTAX, writeWhole} from './bundle.js';
import {slimSdk} from './plugins/slim-sdk.js';

const ENTRY = 'source/index.ts';
const OUTFILE = 'dist/index.mjs';
const TYPES = 'dist/types';

/** Makes what `import 'amiwatch'` loads: one ES module with everything it needs, and its types. */
export async function buildLibrary(): Promise<void> {
  await Promise.all([buildModule(), buildTypes()]);
}

async function buildModule(): Promise<void> {
  const {outputFiles} = await build({
    entryPoints: [ENTRY],
    write: false,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: OLDEST_SYNTAX,
    mainFields: ['module', 'main'],
    minify: true,
    // Stack traces end up in other people's programs.
    keepNames: true,
    legalComments: 'none',
    banner: {
      // Some bundled packages are CommonJS and call require() for Node's own modules.
      js: "import {createRequire as __createRequire} from 'node:module';const require=__createRequire(import.meta.url);",
    },
    alias: NEVER_RUNS,
    plugins: [slimSdk],
    logLevel: 'warning',
  });
  const [output] = outputFiles;
  if (!output) {
    throw new Error('esbuild made no file.');
  }
  await writeWhole(OUTFILE, output.contents);
  console.error(`${OUTFILE} ${Math.round(output.contents.length / 1000)} KB`);
}

/** Writes the declarations that can be reached from the entry; those of the inner modules name packages that nobody has installed. */
async function buildTypes(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'amiwatch-types-'));
  try {
    await emitDeclarations(folder);
    const pending = ['index.d.ts'];
    const done = new Set<string>();
    for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
      if (done.has(file)) {
        continue;
      }
      done.add(file);
      const text = await readFile(path.join(folder, file), 'utf8');
      await writeWhole(path.join(TYPES, file), text);
      for (const [, specifier = ''] of text.matchAll(/(?:from |import\()['"](\.[^'"]+)\.js['"]/g)) {
        pending.push(path.join(path.dirname(file), `${specifier}.d.ts`));
      }
    }
  } finally {
    await rm(folder, {recursive: true});
  }
}

/** With the settings of tsconfig.json as far as they matter to declarations. */
async function emitDeclarations(outDir: string): Promise<void> {
  const tsc = path.resolve('node_modules/typescript/bin/tsc');
  const settings = {module: 'nodenext', target: 'es2022', lib: 'ES2023', types: 'node'};
  const flags = ['ignoreConfig', 'declaration', 'emitDeclarationOnly', 'skipLibCheck', 'strict'];
  await promisify(execFile)(process.execPath, [
    tsc,
    ENTRY,
    ...flags.map(flag => `--${flag}`),
    ...Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
    '--rootDir',
    'source',
    '--outDir',
    outDir,
  ]);
}
