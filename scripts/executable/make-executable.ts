import {execFile} from 'node:child_process';
import {mkdir} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {promisify} from 'node:util';
import {writeWhole} from '../bundle.js';
import type {Parts as Program} from '../parts.js';
import {compiledCode} from './compiled-code.js';
import type {Architecture, Parts} from './parts.js';
import {writeProgram} from './program-files.js';
import {PARTS} from './start-parts.js';

const run = promisify(execFile);

/** What Node's loader looks for. Source: https://nodejs.org/docs/latest-v24.x/api/single-executable-applications.html */
const BLOB_NAME = 'NODE_SEA_BLOB';
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

/** Closes the debugger from the first moment on, before the program can take the signal. */
const FLAGS = ['--disable-sigusr1'];

/** The names that binutils gives its tools for another machine. */
const TRIPLETS = {x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu'} as const;

export type ExecutableOptions = {
  readonly architecture: Architecture;
  readonly program: Program;
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
  program,
  parts,
  folder,
  output,
}: ExecutableOptions): Promise<void> {
  await mkdir(path.dirname(output), {recursive: true});
  await strip(architecture, parts.nodeBinary(architecture), output);
  const node = parts.nodeBinary(process.arch as Architecture);
  await writeProgram(folder, program);
  // Code that was compiled on another kind of machine would be refused.
  const compiled =
    architecture === process.arch ? await compiledCode({node, flags: FLAGS, folder}) : [];
  const settings = {
    // Relative: the blob holds the name.
    main: 'embedded.cjs',
    output: 'amiwatch.blob',
    assets: Object.fromEntries([...PARTS, ...compiled].map(name => [name, name])),
    execArgv: FLAGS,
    // NODE_OPTIONS of the bastion host is about other programs.
    execArgvExtension: 'none',
    disableExperimentalSEAWarning: true,
  };
  await writeWhole(path.join(folder, 'sea.json'), JSON.stringify(settings));
  await run(node, ['--experimental-sea-config', 'sea.json'], {cwd: folder});
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
