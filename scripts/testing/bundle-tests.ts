import {readFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {build, type Plugin} from 'esbuild';

/** A compiled test file, and all that it is made of. */
export type Compiled = {
  /** The path of its source from the root. */
  readonly source: string;
  /** The full path of the script to run. */
  readonly script: string;
  /** The same text means: nothing that it imports has changed. */
  readonly text: string;
};

export type CompiledTests = {
  readonly tests: readonly Compiled[];
  /** The full path of the reporter for each test's process. */
  readonly reporter: string;
  /** Whether a test file needs the built program, which is made of all of `source/`. */
  readonly startsTheBuild: (source: string) => boolean;
  /** Whether a test file makes random cases with fast-check. */
  readonly isRandom: (source: string) => boolean;
};

/** What a test imports to start the built program. */
const BUILT_FILE = 'test/helpers/built-file.ts';

const REPORTER = fileURLToPath(new URL('events-reporter.ts', import.meta.url));

/** What takes the place of fast-check. */
const SEEDED = 'scripts/testing/seeded-fast-check.ts';

const seededFile = fileURLToPath(new URL('seeded-fast-check.ts', import.meta.url));

const seeded: Plugin = {
  name: 'seeded',
  setup({onResolve}) {
    onResolve({filter: /^fast-check$/}, ({importer}) =>
      importer === seededFile ? {external: true} : {path: seededFile},
    );
  },
};

/** What a module's `import.meta.url` becomes: files are read and started by where their source is. */
const SOURCE_URL = '__sourceUrl';

const sourceUrls: Plugin = {
  name: 'source-urls',
  setup({onLoad}) {
    onLoad({filter: /\.(?:tsx?|mjs)$/}, ({path: file}) => {
      const text = readFileSync(file, 'utf8');
      if (!text.includes('import.meta.url')) {
        return undefined;
      }

      // On the first line, so that no line moves.
      return {
        contents: `const ${SOURCE_URL} = ${JSON.stringify(pathToFileURL(file).href)};${text}`,
        loader: file.endsWith('.tsx') ? 'tsx' : file.endsWith('.ts') ? 'ts' : 'js',
      };
    });
  },
};

/**
Compiles all the tests at once into a folder, which has to be below the root for packages to be found. What several share is compiled once and loaded by each; a changed module changes the text of all that import it, by the hash in its chunk's name.
*/
export async function bundleTests(
  sources: readonly string[],
  folder: string,
): Promise<CompiledTests> {
  const {metafile} = await build({
    entryPoints: [
      ...sources.map(source => ({in: source, out: source.replace(/\.tsx?$/, '')})),
      {in: REPORTER, out: 'reporter'},
    ],
    outdir: folder,
    outExtension: {'.js': '.mjs'},
    bundle: true,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    format: 'esm',
    platform: 'node',
    target: `node${process.versions.node}`,
    packages: 'external',
    sourcemap: 'linked',
    sourcesContent: false,
    define: {'import.meta.url': SOURCE_URL},
    plugins: [seeded, sourceUrls],
    metafile: true,
    logLevel: 'silent',
  });
  const at = (out: string) => path.resolve(folder, `${out}.mjs`);
  const imports = (source: string, wanted: string) => {
    const seen = new Set([source]);
    for (const file of seen) {
      for (const {path: imported} of metafile.inputs[file]?.imports ?? []) {
        seen.add(imported);
      }
    }

    return seen.has(wanted);
  };

  return {
    tests: sources.map(source => {
      const script = at(source.replace(/\.tsx?$/, ''));
      return {source, script, text: readFileSync(script, 'utf8')};
    }),
    reporter: at('reporter'),
    startsTheBuild: source => imports(source, BUILT_FILE),
    isRandom: source => imports(source, SEEDED),
  };
}
