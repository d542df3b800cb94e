import {basename} from 'node:path';
import type {Metafile, Plugin} from 'esbuild';
import {type Bundle, type Chunks, fromMemory, joinChunks} from './bundle.js';

/** What the front begins with: what every start needs, and what prints a text and ends. */
const FRONT = [
  'source/cli.ts',
  'source/cli/help/help.ts',
  'source/cli/help/version.ts',
  'source/cli/completion/scripts.ts',
];

/** Two CommonJS scripts. In each the free name `link` stands for a function that gives the exports of a chunk of the other one, and `exports[chunk]()` gives those of one of its own. */
export type Parts = {
  /** Reads the command line; prints the help, the version, completions and errors. */
  readonly front: string;

  /** The parser, the SDK, the screen and all else. */
  readonly late: string;
};

/**
Makes two scripts of a program, so that a start that only prints a text compiles next to nothing.
@throws {Error} (the build fails) when a source that the front begins with is no chunk of its own any more.
*/
export async function partsOf({chunks, metafile}: Bundle): Promise<Parts> {
  const inFront = chunksOfFront(metafile);
  const front = new Map([...chunks].filter(([name]) => inFront.has(name)));
  const late = new Map([...chunks].filter(([name]) => !inFront.has(name)));
  return {
    front: await part(front, late, metafile, `require('./cli.js');`),
    late: await part(late, front, metafile, ''),
  };
}

/** @param start The text that starts the program. */
function part(own: Chunks, other: Chunks, metafile: Metafile, start: string): Promise<string> {
  const asked = new Set([...other.keys()].flatMap(name => importsOf(name, metafile).all));
  const exports = [...own.keys()]
    .filter(name => asked.has(name))
    .map(name => `exports['${name}'] = () => require('./${name}');\n`);
  return joinChunks(exports.join('') + start, [linkTo(other), fromMemory(own)], true);
}

function chunksOfFront(metafile: Metafile): ReadonlySet<string> {
  const seen = new Set(
    FRONT.map(source => {
      const found = Object.entries(metafile.outputs).find(
        ([, {entryPoint}]) => entryPoint === source,
      );
      if (!found) {
        throw new Error(`${source} is no chunk of its own; see the front in scripts/parts.ts.`);
      }

      return basename(found[0]);
    }),
  );
  for (const name of seen) {
    for (const other of importsOf(name, metafile).early) {
      seen.add(other);
    }
  }

  return seen;
}

/** The chunks that one imports: with itself, and at all. */
function importsOf(name: string, {outputs}: Metafile) {
  const own = (outputs[name]?.imports ?? []).filter(({external}) => !external);
  const named = (imports: typeof own) => imports.map(({path}) => basename(path));
  return {early: named(own.filter(({kind}) => kind !== 'dynamic-import')), all: named(own)};
}

/** Has chunks of the other part asked for when they are needed. */
function linkTo(other: Chunks): Plugin {
  return {
    name: 'link',
    setup(build) {
      build.onResolve({filter: /.*/}, ({path}) => {
        const chunk = basename(path);
        return other.has(chunk) ? {path: chunk, namespace: 'link'} : undefined;
      });
      build.onLoad({filter: /.*/, namespace: 'link'}, ({path}) => ({
        contents: `module.exports = link('${path}');`,
      }));
    },
  };
}
