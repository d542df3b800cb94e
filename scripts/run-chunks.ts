/** A piece of the program, as the build writes it. */
export type Chunk = (
  exports: object,
  require: (id: string) => unknown,
  module: {exports: object},
  importMeta: {readonly url: string},
  expose: typeof exposeAll,
) => void;

export type ChunkFunctions = Readonly<Record<string, Chunk>>;

/** Tells what a chunk exports: each a getter, since it may get its value later. */
function exposeAll(exports: object, getters: Readonly<Record<string, () => unknown>>): void {
  Object.defineProperty(exports, '__esModule', {value: true});
  for (const [name, get] of Object.entries(getters)) {
    Object.defineProperty(exports, name, {get, enumerable: true});
  }
}

/**
Runs a program of chunks: each once, when another one asks for it.
@param start The name of the first.
@param find Gives a chunk by its name.
@param file Where the program is, for what a chunk asks for beside the others.
*/
export function runChunks(start: string, find: (name: string) => Chunk, file: string): void {
  const importMeta = {url: process.getBuiltinModule('node:url').pathToFileURL(file).href};
  const requireOther = process.getBuiltinModule('node:module').createRequire(file);
  const modules = new Map<string, {exports: object}>();
  const require = (id: string): unknown => {
    if (!id.startsWith('./')) {
      return requireOther(id);
    }
    const name = id.slice(2);
    const known = modules.get(name);
    if (known) {
      return known.exports;
    }
    const module = {exports: {}};
    modules.set(name, module);
    find(name)(module.exports, require, module, importMeta, exposeAll);
    return module.exports;
  };

  require(`./${start}`);
}

/**
Runs a program of two parts: the front, and the late part when one of its chunks is asked for.
@param compile Gives the chunks of a part.
@param file As for `runChunks`.
*/
export function runParts(compile: (part: 'front' | 'late') => ChunkFunctions, file: string): void {
  const front = compile('front');
  let late: ChunkFunctions | undefined;
  const lateChunks = () => {
    late ??= compile('late');
    return late;
  };
  const find = (name: string) => (front[name] ?? lateChunks()[name]) as Chunk;

  runChunks('cli.js', find, file);
}
