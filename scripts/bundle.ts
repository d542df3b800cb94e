import {execFileSync} from 'node:child_process';
import {chmod, mkdir, rename, rm, writeFile} from 'node:fs/promises';
import {basename, dirname, parse} from 'node:path';
import process from 'node:process';
import {type BuildOptions, build, type Metafile, transform} from 'esbuild';
import {lazyBuiltins} from './plugins/lazy-builtins.js';
import {plainInk} from './plugins/plain-ink.js';
import {slimSdk} from './plugins/slim-sdk.js';
import {slimYoga} from './plugins/slim-yoga.js';

/** What any Node can read that may come across the built file: an older one than it runs on still says so in a sentence. */
export const OLDEST_SYNTAX = 'node18';

/** Patterns with the flag `u` become calls of `RegExp`. As literals, V8 would look the characters of `\p{…}` up in ICU at each start, whether they are used or not, to see that they are valid (2 ms of CPU). */
const SUPPORTED = {'regexp-sticky-and-unicode-flags': false};
const EMPTY = './scripts/shims/empty.ts';

/** Imported late by code of the SDK that never runs here: no operation that is asked for streams events, and no browser is looked at. */
export const NEVER_RUNS = {'@smithy/core/event-streams': EMPTY, bowser: EMPTY} as const;

export type Bundle = {
  readonly chunks: Chunks;

  /** The name of the chunk that starts the program. */
  readonly start: string;
  readonly metafile: Metafile;
};

/** The pieces of a program that are loaded together, by name: each the text of a method of an object, `'name'(exports, require, module, importMeta, expose) {…}`. See `run-chunks.ts`. */
export type Chunks = ReadonlyMap<string, string>;

const ENTRY = 'source/cli.ts';

/** Large packages that are chunks of their own: V8 gives back what reading a function takes only at the end of one at the top of a file, and for all of the screen's code in one it takes 10 MB more. */
const APART = [
  'ink/build/ink.js',
  'react/index.js',
  'react-reconciler/index.js',
  'yoga-layout/dist/src/index.js',
];

/**
Bundles a program and everything it needs into chunks, each a function.
@param entry Another program that is to be made as the real one is, such as one that measures it.
*/
export async function bundle({entry = ENTRY, minify = true} = {}): Promise<Bundle> {
  const {name} = parse(entry);
  const {outputFiles, metafile} = await build({
    entryPoints: [
      {in: entry, out: name},
      ...APART.map(file => ({in: `node_modules/${file}`, out: file.replace(/\/.*/, '')})),
    ],
    outdir: '.',
    write: false,
    metafile: true,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: OLDEST_SYNTAX,
    supported: SUPPORTED,
    // The ES build of the SDK: half the start-up time and two thirds of the memory of its CommonJS build (measured).
    mainFields: ['module', 'main'],
    minify,
    legalComments: 'none',
    define: {
      // React's development build leaks performance entries in runs of weeks.
      'process.env.NODE_ENV': '"production"',
      // A function has none; see `run-chunks.ts`.
      'import.meta': 'importMeta',
      BUILD_COMMIT: JSON.stringify(commit()),
    },
    alias: {
      ...NEVER_RUNS,
      debug: './scripts/shims/debug.ts',
      'restore-cursor': './scripts/shims/restore-cursor.ts',
    },
    plugins: [lazyBuiltins, slimSdk, slimYoga, plainInk],
    logLevel: 'warning',
  });
  const chunks = await Promise.all(
    outputFiles.map(async ({path, text}): Promise<[string, string]> => {
      const chunk = basename(path);
      const {code} = await transform(exposed(text), {
        format: 'cjs',
        target: OLDEST_SYNTAX,
        supported: {...SUPPORTED, 'dynamic-import': false},
        minify,
        legalComments: 'none',
      });
      const parameters = 'exports, require, module, importMeta, expose';
      return [chunk, `'${chunk}'(${parameters}) {\n${code.trimEnd()}\n}`];
    }),
  );
  return {chunks: new Map(chunks), start: `${name}.js`, metafile};
}

/** A chunk whose exports are told by one call, instead of by the 400 bytes of helpers that esbuild would write into each. What ends otherwise, esbuild does its own way. */
function exposed(chunk: string): string {
  const exports = /\bexport ?\{([^{}]*)\};\s*$/.exec(chunk);
  if (!exports?.[1]) {
    return chunk;
  }
  const getters = exports[1].split(',').map(one => {
    const [local = '', name = local] = one.trim().split(' as ');
    return `${name}: () => ${local}`;
  });
  return `expose(exports, {${getters.join(', ')}});\n${chunk.slice(0, exports.index)}`;
}

/** An object of all chunks, as a text. */
export function objectOf(chunks: Chunks): string {
  return `{\n${[...chunks.values()].join(',\n')},\n}`;
}

/** The program as one CommonJS script. */
export async function wholeScript({chunks, start}: Bundle): Promise<string> {
  const run = await bundled({
    stdin: {
      contents: `import {runChunks} from './run-chunks.js';
runChunks('${start}', name => chunks[name], __filename);`,
      resolveDir: 'scripts',
    },
  });
  return `const chunks = ${objectOf(chunks)};\n${run}`;
}

/** A file of ours with what it imports from beside it; valid as a script and as a module. */
export async function bundled(
  options: Pick<BuildOptions, 'entryPoints' | 'stdin'>,
): Promise<string> {
  const {outputFiles} = await build({
    ...options,
    write: false,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: OLDEST_SYNTAX,
    logLevel: 'warning',
  });
  return outputFiles.map(({text}) => text).join('');
}

/** What it is built from; with `-dirty` where the files differ from it. */
function commit(): string {
  try {
    const flags = ['--always', '--dirty', '--abbrev=40', '--exclude=*'];
    return execFileSync('git', ['describe', ...flags], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'unknown (built without git)';
  }
}

/** Writes a file so that whoever runs or reads it at the same time has the old one or the new one, whole. */
export async function writeWhole(file: string, contents: string | Uint8Array, mode = 0o644) {
  await mkdir(dirname(file), {recursive: true});
  const temporary = `${file}.${process.pid}`;
  try {
    await writeFile(temporary, contents);
    await chmod(temporary, mode);
    await rename(temporary, file);
  } finally {
    await rm(temporary, {force: true});
  }
}
