import {basename} from 'node:path';
import type {Metafile} from 'esbuild';
import type {Bundle, Chunks} from './bundle.js';

/** What the front begins with: what every start needs, and what prints a text and ends. */
const FRONT = [
  'source/cli.ts',
  'source/cli/help/help.ts',
  'source/cli/help/version.ts',
  'source/cli/completion/scripts.ts',
];

/** The chunks of a program in two parts, each compiled as a whole: a start that only prints a text compiles next to nothing. */
export type Parts = {
  /** Reads the command line; prints the help, the version, completions and errors. */
  readonly front: Chunks;

  /** The parser, the SDK, the screen and all else. */
  readonly late: Chunks;
};

/** @throws {Error} (the build fails) when a source that the front begins with is no chunk of its own any more. */
export function partsOf({chunks, metafile}: Bundle): Parts {
  const front = chunksOfFront(metafile);
  const isOfFront = ([name]: readonly [string, string]) => front.has(name);
  return {
    front: new Map([...chunks].filter(isOfFront)),
    late: new Map([...chunks].filter(chunk => !isOfFront(chunk))),
  };
}

function chunksOfFront({outputs}: Metafile): ReadonlySet<string> {
  const seen = new Set(
    FRONT.map(source => {
      const found = Object.entries(outputs).find(([, {entryPoint}]) => entryPoint === source);
      if (!found) {
        throw new Error(`${source} is no chunk of its own; see the front in scripts/parts.ts.`);
      }

      return basename(found[0]);
    }),
  );
  for (const name of seen) {
    for (const {path, kind, external} of outputs[name]?.imports ?? []) {
      if (!external && kind !== 'dynamic-import') {
        seen.add(basename(path));
      }
    }
  }

  return seen;
}
