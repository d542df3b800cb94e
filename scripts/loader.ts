// The head of the built file: unpacks the program that stands in the last line, and runs it. Minified as it is into dist/amiwatch.mjs; see scripts/pack.ts.

// First of all: until somebody listens, Node takes SIGUSR1 for the wish to open its debugger, on a port that every user of the machine can reach.
process.on('SIGUSR1', () => {});

const OLDEST_NODE = '20.19';

/** What only prints a text would leave a cache in which the rest of the program is missing. */
const PRINTS_ONLY = /^--(?:help|version|completion|generate-cli-skeleton)/;

if (!process.getBuiltinModule) {
  console.error(`amiwatch needs Node ${OLDEST_NODE} or newer. This is ${process.version}.`);
  process.exit(255);
}

const {lstatSync, mkdirSync, readFileSync} = process.getBuiltinModule('node:fs');
const {join} = process.getBuiltinModule('node:path');
const nodeModule = process.getBuiltinModule('node:module');
const file = process.getBuiltinModule('node:url').fileURLToPath(import.meta.url);

/** True when the folder is there, or could be made, and nobody else can write into it: what lies there is run. */
function isOwnFolder(folder: string): boolean {
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
}

/** Lets V8 keep what it has compiled: a third of the start is compiling (measured). Node has it since 22.1. */
function keepCompiledCode(): void {
  const {XDG_CACHE_HOME, HOME} = process.env;
  const caches = XDG_CACHE_HOME || (HOME && join(HOME, '.cache'));
  if (
    !nodeModule.enableCompileCache ||
    !caches ||
    process.argv.some(arg => PRINTS_ONLY.test(arg))
  ) {
    return;
  }
  const folder = join(caches, 'amiwatch');
  if (isOwnFolder(caches) && isOwnFolder(folder)) {
    nodeModule.enableCompileCache(folder);
  }
}

function unpack(): string {
  const packed = readFileSync(file, 'latin1');
  const start = packed.lastIndexOf('\n//') + 3;
  try {
    return process
      .getBuiltinModule('node:zlib')
      .brotliDecompressSync(Buffer.from(packed.slice(start), 'base64'))
      .toString('latin1');
  } catch {
    console.error(`amiwatch: ${file} is damaged or not complete. Copy it again.`);
    process.exit(255);
  }
}

keepCompiledCode();
const program = unpack();
const script = new nodeModule.Module(file) as InstanceType<typeof nodeModule.Module> & {
  readonly _compile: (code: string, name: string) => void;
};
// A screen and a report run different parts; each keeps its own compiled code.
const isScreen = process.getBuiltinModule('node:tty').isatty(1) && !process.argv.includes('--once');
script._compile(program, isScreen ? `${file}#screen` : file);

export {};
