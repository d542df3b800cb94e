import {basename} from 'node:path';
import type {Metafile, Plugin} from 'esbuild';
import {type Bundle, fromMemory, joinChunks} from './bundle.js';

/**
The parts of the program, each a CommonJS script that is compiled and kept by itself: a start reads no more of V8's compiled code than it needs, and one that only prints a text compiles next to nothing.
A part begins with the sources named here, and has what is loaded with them unless another part before it needs that, too. `rest` has whatever no other has.
*/
const BEGINNINGS = {
  /** What every start needs: it reads the command line, prints help, version and errors. */
  front: [
    'source/cli.ts',
    'source/cli/help/help.ts',
    'source/cli/help/version.ts',
    'source/cli/completion/scripts.ts',
    'source/cli/completion/run-completion.ts',
  ],
  rest: [],
  parser: ['source/cli/arguments/parse-arguments.ts'],
  screen: ['source/app/run.tsx', 'source/cli/modes/wait-live.ts', 'source/report/once/table.tsx'],
} as const satisfies Record<string, readonly string[]>;

export type PartName = keyof typeof BEGINNINGS;

/** The text of a part, and the names of the chunks in it. */
export type Part = {
  readonly name: PartName;
  readonly code: string;
  readonly has: readonly string[];
};

const NAMES = Object.keys(BEGINNINGS) as readonly PartName[];

/**
Makes the parts of a bundle. In their code the free name `link` stands for a function that gives the exports of a chunk of another part, and `exports[chunk]()` gives those of one of its own.
@throws {Error} (the build fails) when a source that a part begins with is no chunk of its own any more.
*/
export async function partsOf({chunks, metafile}: Bundle): Promise<readonly Part[]> {
  const graph = graphOf(metafile);
  const partOf = assign(graph);
  return Promise.all(
    NAMES.map(async name => {
      const own = [...chunks.keys()].filter(chunk => partOf(chunk) === name);
      const asked = own.filter(chunk =>
        [...graph.keys()].some(
          other => partOf(other) !== name && graph.get(other)?.all.includes(chunk),
        ),
      );
      const entry = [
        ...asked.map(chunk => `exports['${chunk}'] = () => require('./${chunk}');`),
        ...(name === 'front' ? [`require('./cli.js');`] : []),
      ].join('\n');
      const plugins = [linkTo(chunk => partOf(chunk) !== name, graph), fromMemory(chunks)];
      return {name, has: asked, code: await joinChunks(entry, plugins, true)};
    }),
  );
}

/** What each chunk imports: with itself, and at all. */
type Graph = ReadonlyMap<
  string,
  {readonly source?: string; readonly early: readonly string[]; readonly all: readonly string[]}
>;

function graphOf({outputs}: Metafile): Graph {
  return new Map(
    Object.entries(outputs).map(([chunk, {entryPoint, imports}]) => {
      const own = imports.filter(({external}) => !external);
      return [
        basename(chunk),
        {
          source: entryPoint,
          early: own.filter(({kind}) => kind !== 'dynamic-import').map(({path}) => basename(path)),
          all: own.map(({path}) => basename(path)),
        },
      ];
    }),
  );
}

/** Which part has a chunk: the first that is loaded with it. */
function assign(graph: Graph): (chunk: string) => PartName {
  const begins = new Map<string, PartName>();
  for (const name of NAMES) {
    for (const source of BEGINNINGS[name]) {
      const found = [...graph].find(([, chunk]) => chunk.source === source)?.[0];
      if (found === undefined) {
        throw new Error(`${source} is no chunk of its own: see the parts in scripts/parts.ts.`);
      }
      begins.set(found, name);
    }
  }
  const late = [...graph.values()].flatMap(({early, all}) =>
    all.filter(chunk => !early.includes(chunk)),
  );
  const reached = NAMES.map(name => {
    const roots = [
      ...[...begins].filter(([, part]) => part === name).map(([chunk]) => chunk),
      ...(name === 'rest' ? late.filter(chunk => !begins.has(chunk)) : []),
    ];
    const seen = new Set(roots);
    for (const chunk of seen) {
      for (const other of graph.get(chunk)?.early ?? []) {
        seen.add(other);
      }
    }
    return seen;
  });
  return chunk => NAMES[reached.findIndex(seen => seen.has(chunk))] ?? 'rest';
}

/** Has chunks of other parts asked for where their part is loaded. */
function linkTo(isElsewhere: (chunk: string) => boolean, graph: Graph): Plugin {
  return {
    name: 'link',
    setup(build) {
      build.onResolve({filter: /.*/}, ({path}) => {
        const chunk = basename(path);
        return graph.has(chunk) && isElsewhere(chunk)
          ? {path: chunk, namespace: 'link'}
          : undefined;
      });
      build.onLoad({filter: /.*/, namespace: 'link'}, ({path}) => ({
        contents: `module.exports = link('${path}');`,
      }));
    },
  };
}
