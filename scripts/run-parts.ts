import {type ChunkFunctions, runParts} from './run-chunks.js';

// The end of the built file: runs the parts of the program, which are the functions above, and keeps what V8 has compiled of them for the next start. See scripts/one-file.ts.

// First of all: until somebody listens, Node takes SIGUSR1 for the wish to open its debugger, on a port that every user of the machine can reach.
process.on('SIGUSR1', () => {});

/** The program. These functions are never called where they stand, only their texts are taken. */
declare const parts: {readonly front: ChunkFunctions; readonly late: ChunkFunctions};

/** The checksum of their text; put in by the build. */
declare const BUILD: string;

const OLDEST_NODE = '22.3';

if (!process.getBuiltinModule || Number.parseInt(process.versions.node, 10) < 22) {
  console.error(`amiwatch needs Node ${OLDEST_NODE} or newer. This is ${process.version}.`);
  process.exit(255);
}

{
  const fs = process.getBuiltinModule('node:fs');
  const {join} = process.getBuiltinModule('node:path');
  const vm = process.getBuiltinModule('node:vm');

  const {argv, env} = process;
  const file = fs.realpathSync(argv[1] as string);

  /** What only prints a text needs so little of the program that compiling it takes no longer than to read what was kept. */
  const PRINTS_ONLY = /^--(?:help|version|complet|generate-cli-skeleton)/;

  /** True when the folder is there, or could be made, and nobody else can write into it: what lies there is run. */
  const isOwnFolder = (folder: string): boolean => {
    try {
      fs.mkdirSync(folder, {mode: 0o700});
    } catch {
      // It is there already, or it can't be: the next lines tell.
    }
    try {
      const {mode, uid} = fs.lstatSync(folder);
      return uid === process.getuid?.() && (mode & 0o40_022) === 0o40_000;
    } catch {
      return false;
    }
  };

  const cacheFolder = (): string | undefined => {
    const caches = env.XDG_CACHE_HOME || (env.HOME && join(env.HOME, '.cache'));
    const folder = caches && join(caches, 'amiwatch');
    return folder && isOwnFolder(caches) && isOwnFolder(folder) ? folder : undefined;
  };

  /** Where compiled code may lie; `undefined` where it may not, or isn't worth it. */
  const folder = argv.some(arg => PRINTS_ONLY.test(arg)) ? undefined : cacheFolder();

  /** Each mode runs other functions of the program, and keeps those. */
  const modeOf = (): string =>
    ['once', 'wait', 'follow'].find(name => argv.includes(`--${name}`)) ??
    (process.getBuiltinModule('node:tty').isatty(1) ? 'screen' : 'once');
  const mode = folder && modeOf();

  /** FNV-1a of groups of words. V8 itself takes compiled code that is damaged, or of another program of the same length. */
  const checksum = (bytes: Uint8Array): number => {
    const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2);
    let sum = bytes.length;
    // In groups, because it runs before V8 has seen that it runs often.
    for (let at = 0; at < words.length; at += 4) {
      const group =
        (words[at] ?? 0) ^ (words[at + 1] ?? 0) ^ (words[at + 2] ?? 0) ^ (words[at + 3] ?? 0);
      sum = Math.imul(sum ^ group, 16_777_619);
    }
    return sum >>> 0;
  };

  /** The checksum in front of the code, in bytes; a multiple of 8, so that V8 can read what follows where it is. */
  const HEADER_LENGTH = 16;
  const headerOf = (code: Uint8Array): string => String(checksum(code)).padEnd(HEADER_LENGTH);

  /** Of which program and by which Node: the time is that of the file, for whoever edits it. */
  const made = [BUILD, fs.statSync(file).mtimeMs, process.versions.v8, process.arch].join('-');

  const readCode = (place: string): Buffer | undefined => {
    try {
      const bytes = fs.readFileSync(place);
      const code = bytes.subarray(HEADER_LENGTH);
      return bytes.toString('latin1', 0, HEADER_LENGTH) === headerOf(code) ? code : undefined;
    } catch {
      return undefined;
    }
  };

  /** How many programs, such as a copy or the one before an update, find theirs. */
  const PROGRAMS = 4;

  /** Others may read or write it at the same time: they find the old one or the new one, whole. */
  const writeCode = (folder: string, kind: string, code: Buffer): void => {
    const place = join(folder, kind + made);
    const temporary = `${place}.${process.pid}`;
    try {
      fs.writeFileSync(temporary, Buffer.concat([Buffer.from(headerOf(code)), code]), {
        mode: 0o600,
      });
      fs.renameSync(temporary, place);
      const newestFirst = fs
        .readdirSync(folder)
        .filter(name => name.startsWith(kind))
        .map(name => join(folder, name))
        .sort((a, b) => fs.statSync(b).mtimeMs - fs.statSync(a).mtimeMs);
      for (const old of newestFirst.slice(PROGRAMS)) {
        fs.rmSync(old);
      }
    } catch {
      // The disk is full, or the folder is gone: the next start compiles again.
      try {
        fs.unlinkSync(temporary);
      } catch {
        // A later one removes it.
      }
    }
  };

  /**
  Keeps what V8 has compiled of a script by the end, which is each function that such a start needs. Node's own cache (`enableCompileCache`) keeps none of them, because it is made before anything has run.
  @param length In bytes, of what is kept of it; 0 for nothing.
  */
  const keepAtEnd = (
    script: InstanceType<typeof vm.Script>,
    kind: string,
    length: number,
  ): void => {
    // One answer is always the same. A screen may come further than the last one did, or the last one was so long open that V8 had forgotten its start.
    const isKept = mode === 'once' && length > 0;
    if (folder === undefined || isKept) {
      return;
    }
    process.on('exit', exitCode => {
      if (mode !== 'once' || exitCode === 0) {
        const code = script.createCachedData();
        if (code.length > 1.1 * length) {
          writeCode(folder, kind, code);
        }
      }
    });
  };

  const compile = (name: keyof typeof parts): ChunkFunctions => {
    const kind = `${mode}-${name}-`;
    const cachedData = folder === undefined ? undefined : readCode(join(folder, kind + made));
    const script = new vm.Script(`({${Object.values(parts[name]).join(',\n')}})`, {
      filename: `${file}#${name}`,
      ...(cachedData && {cachedData}),
    });
    keepAtEnd(script, kind, script.cachedDataRejected === false ? (cachedData?.length ?? 0) : 0);
    return script.runInThisContext();
  };

  runParts(compile, file);
}
