// The head of the built file: keeps V8's compiled code between starts, then runs the program, which is the function `program` below it. See scripts/one-file.ts.

// First of all: until somebody listens, Node takes SIGUSR1 for the wish to open its debugger, on a port that every user of the machine can reach.
process.on('SIGUSR1', () => {});

/** The whole program; never called where it stands. */
declare function program(): void;

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

  const file = realpathSync(process.argv[1] as string);
  const text = program.toString();
  const script = new nodeModule.Module(file) as InstanceType<typeof nodeModule.Module> & {
    readonly _compile: (code: string, name: string) => void;
  };
  // A screen and a report run different parts; each keeps its own compiled code.
  const isScreen =
    process.getBuiltinModule('node:tty').isatty(1) && !process.argv.includes('--once');
  keepCompiledCode();
  script._compile(
    text.slice(text.indexOf('{') + 1, text.lastIndexOf('}')),
    isScreen ? `${file}#screen` : file,
  );
}
