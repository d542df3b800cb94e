import {execFile} from 'node:child_process';
import {mkdir} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {promisify} from 'node:util';
import {writeWhole} from '../bundle.js';
import type {Architecture, Parts} from './parts.js';

const run = promisify(execFile);

/** What Node's loader looks for. Source: https://nodejs.org/docs/latest-v24.x/api/single-executable-applications.html */
const BLOB_NAME = 'NODE_SEA_BLOB';
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

/** The names that binutils gives its tools for another machine. */
const TRIPLETS = {x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu'} as const;

export type ExecutableOptions = {
  readonly architecture: Architecture;

  /** The whole program as one CommonJS script. */
  readonly code: string;
  readonly parts: Parts;

  /** An empty folder to work in. */
  readonly folder: string;
  readonly output: string;
};

/**
Puts the program into a copy of Node without symbols. Whatever the folder and the moment, the same parts make the same bytes.
@throws {Error} in a sentence when no `strip` for the architecture is there.
*/
export async function makeExecutable({
  architecture,
  code,
  parts,
  folder,
  output,
}: ExecutableOptions): Promise<void> {
  await mkdir(path.dirname(output), {recursive: true});
  await strip(architecture, parts.nodeBinary(architecture), output);
  const isOwn = architecture === process.arch;
  await writeWhole(path.join(folder, 'amiwatch.cjs'), code);
  const settings = {
    // Relative: the blob holds the name.
    main: 'amiwatch.cjs',
    output: 'amiwatch.blob',
    // Closes the debugger from the first moment on, before the program can take the signal.
    execArgv: ['--disable-sigusr1'],
    // NODE_OPTIONS of the bastion host is about other programs.
    execArgvExtension: 'none',
    // Compiled ahead, it starts as the plain file does with a warm cache. Code compiled for another machine would be refused.
    useCodeCache: isOwn,
    disableExperimentalSEAWarning: true,
  };
  await writeWhole(path.join(folder, 'sea.json'), JSON.stringify(settings));
  // Without a fixed seed V8 puts its tables into the compiled code in another order each time.
  const makeBlob = ['--random-seed=1', '--experimental-sea-config', 'sea.json'];
  await run(parts.nodeBinary(process.arch as Architecture), makeBlob, {cwd: folder});
  const blob = path.join(folder, 'amiwatch.blob');
  await run(process.execPath, [parts.postject, output, BLOB_NAME, blob, '--sentinel-fuse', FUSE]);
}

/** Leaves the symbols out: 18 MB that only a debugger of Node itself reads. */
async function strip(architecture: Architecture, from: string, to: string): Promise<void> {
  const tools =
    architecture === process.arch
      ? ['strip', 'llvm-strip']
      : [`${TRIPLETS[architecture]}-strip`, 'llvm-strip'];
  for (const tool of tools) {
    try {
      await run(tool, ['-o', to, from]);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
        throw error;
      }
    }
  }
  const name = architecture === process.arch ? 'binutils' : `binutils-${TRIPLETS[architecture]}`;
  throw new Error(
    `${tools[0]} is missing, which makes the executable for linux-${architecture} smaller. Install ${name.replace('x86_64', 'x86-64')}.`,
  );
}
