// The end of the built file: keeps V8's compiled code between starts, and runs the parts of the program, which are the functions above. See scripts/one-file.ts.

// First of all: until somebody listens, Node takes SIGUSR1 for the wish to open its debugger, on a port that every user of the machine can reach.
process.on('SIGUSR1', () => {});

/** The program. These functions are never called where they stand, only their text is taken. */
declare const parts: {readonly front: () => void; readonly late: () => void};

const OLDEST_NODE = '22.3';

/** What only prints a text would leave a cache in which the rest of the program is missing. */
const PRINTS_ONLY = /^--(?:help|version|complet|generate-cli-skeleton)/;

if (!process.getBuiltinModule || Number.parseInt(process.versions.node, 10) < 22) {
  console.error(`amiwatch needs Node ${OLDEST_NODE} or newer. This is ${process.version}.`);
  process.exit(255);
}

{
  const {lstatSync, mkdirSync, realpathSync} = process.getBuiltinModule('node:fs');
  const {join} = process.getBuiltinModule('node:path');
  const nodeModule = process.getBuiltinModule('node:module');

  /** True when the folder is there, or could be made, and nobody else can write into it: what lies there is run. */
  const isOwnFolder = (folder: string): boolean => {
    try {
      mkdirSync(folder, {mode: 0o700});
    } catch {
      // It is there already, or it can't be: the next lines tell.
    }
    try {
      const {mode, uid} = lstatSync(folder);
      return uid === process.getuid?.() && (mode & 0o40_022) === 0o40_000;
    } catch {
      return false;
    }
  };

  /** Lets V8 keep what it has compiled: a third of the start is compiling (measured). */
  const keepCompiledCode = (): void => {
    const {XDG_CACHE_HOME, HOME} = process.env;
    const caches = XDG_CACHE_HOME || (HOME && join(HOME, '.cache'));
    if (!caches || process.argv.some(arg => PRINTS_ONLY.test(arg))) {
      return;
    }
    const folder = join(caches, 'amiwatch');
    if (isOwnFolder(caches) && isOwnFolder(folder)) {
      // Since Node 22.8.
      nodeModule.enableCompileCache?.(folder);
    }
  };

  type Script = InstanceType<typeof nodeModule.Module> & {
    readonly _compile: (code: string, name: string) => void;
    link: Link;
    importMeta: {readonly url: string};
  };

  /** Gives the exports of a chunk of the other part. */
  type Link = (chunk: string) => unknown;

  const file = realpathSync(process.argv[1] as string);
  const {pathToFileURL} = process.getBuiltinModule('node:url');
  const importMeta = {url: pathToFileURL(file).href};

  const run = (part: () => void, name: string, link: Link): Script => {
    const script = new nodeModule.Module(file) as Script;
    script.link = link;
    script.importMeta = importMeta;
    const text = part.toString();
    const body = text.slice(text.indexOf('{') + 1, text.lastIndexOf('}'));
    script._compile(body, `${file}#${name}`);
    return script;
  };

  /** A screen and a report run different parts of it; each keeps its own compiled code. */
  const lateName = (): string =>
    process.getBuiltinModule('node:tty').isatty(1) && !process.argv.includes('--once')
      ? 'screen'
      : 'report';

  let late: Script | undefined;
  keepCompiledCode();
  const front = run(parts.front, 'front', chunk => {
    late ??= run(parts.late, lateName(), shared => front.exports[shared]());
    return late.exports[chunk]();
  });
}
