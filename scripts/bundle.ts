import {execFileSync} from 'node:child_process';
import {chmod, mkdir, rename, rm, writeFile} from 'node:fs/promises';
import {basename, dirname, parse} from 'node:path';
import process from 'node:process';
import {build, type Metafile, type Plugin} from 'esbuild';
import {lateEmoji} from './plugins/late-emoji.js';
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
  /** The program as one CommonJS script. */
  readonly code: string;

  /** What it is made of: the pieces that are loaded together. */
  readonly chunks: Chunks;
  readonly metafile: Metafile;
};

/** ES modules that import each other, by file name. The entry is named as its source. */
export type Chunks = ReadonlyMap<string, string>;

const ENTRY = 'source/cli.ts';

/** What stands for `import.meta` in a script. */
const IMPORT_META =
  "const importMeta = {url: require('node:url').pathToFileURL(__filename).href};\n";

/**
Bundles the program and everything it needs into one CommonJS script, in two passes. In one, esbuild would wrap each of 1,500 modules into a function of its own, because some are loaded late. The first pass makes a chunk of each part that is loaded together, without any wrapping; the second makes one file of the chunks.
@param entry Another program that is to be made as the real one is, such as one that measures it.
*/
export async function bundle({entry = ENTRY, minify = true} = {}): Promise<Bundle> {
  const split = await build({
    entryPoints: [entry],
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
      // A script has none; see `IMPORT_META`, and `run-parts.ts`.
      'import.meta': 'importMeta',
      BUILD_COMMIT: JSON.stringify(commit()),
    },
    alias: {
      // Imported late by code that never runs here: no operation that is asked for streams events and no browser is looked at.
      '@smithy/core/event-streams': EMPTY,
      bowser: EMPTY,
      debug: './scripts/shims/debug.ts',
      'restore-cursor': './scripts/shims/restore-cursor.ts',
    },
    plugins: [lazyBuiltins, slimSdk, slimYoga, plainInk, lateEmoji],
    logLevel: 'warning',
  });
  const chunks = new Map(split.outputFiles.map(({path, text}) => [basename(path), text]));
  const code = await joinChunks(
    `import './${parse(entry).name}.js';`,
    [fromMemory(chunks)],
    minify,
  );
  return {code: IMPORT_META + code, chunks, metafile: split.metafile};
}

/**
Makes one CommonJS script of chunks.
@param entry The text that loads them.
@param plugins Find them.
*/
export async function joinChunks(
  entry: string,
  plugins: Plugin[],
  minify: boolean,
): Promise<string> {
  const {outputFiles} = await build({
    stdin: {contents: entry, resolveDir: process.cwd()},
    write: false,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: OLDEST_SYNTAX,
    supported: SUPPORTED,
    minify,
    legalComments: 'none',
    plugins,
    logLevel: 'warning',
  });
  const [output] = outputFiles;
  if (!output) {
    throw new Error('esbuild made no file.');
  }

  return output.text;
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

/** Lets esbuild read the chunks of the first pass. */
export function fromMemory(files: Chunks): Plugin {
  return {
    name: 'from-memory',
    setup(build) {
      build.onResolve({filter: /.*/}, ({path}) => {
        const name = basename(path);
        // The proxy agents try for `kerberos`, which nobody has unless they have installed it.
        return files.has(name) ? {path: name, namespace: 'chunk'} : {path, external: true};
      });
      build.onLoad({filter: /.*/, namespace: 'chunk'}, ({path}) => ({contents: files.get(path)}));
    },
  };
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
