import {spawnSync} from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {BUILT_FILE} from './run-amiwatch.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LOCK = join(ROOT, 'node_modules', '.amiwatch-build.lock');
const DEADLINE_MS = 120_000;

let copy: string | undefined;

/**
The built program, alone in an empty folder: a build that others start meanwhile can't take it away, and a file that it would need beside itself is missed. Built first where it is missing or older than what it is made of.
*/
export function builtProgram(): string {
  if (copy === undefined) {
    const folder = mkdtempSync(join(tmpdir(), 'amiwatch-built-'));
    process.on('exit', () => rmSync(folder, {recursive: true, force: true}));
    const file = join(folder, 'amiwatch.mjs');
    locked(() => {
      if (isStale()) {
        build();
      }

      copyFileSync(BUILT_FILE, file);
    });
    copy = file;
  }

  return copy;
}

function isStale(): boolean {
  if (!existsSync(BUILT_FILE)) {
    return true;
  }

  const {mtimeMs} = statSync(BUILT_FILE);
  return ['source', 'scripts']
    .flatMap(folder => readdirSync(join(ROOT, folder), {recursive: true, withFileTypes: true}))
    .filter(entry => entry.isFile())
    .some(entry => statSync(join(entry.parentPath, entry.name)).mtimeMs > mtimeMs);
}

function build(): void {
  const {status, stderr} = spawnSync(process.execPath, ['--import=tsx', 'scripts/build.ts'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) {
    throw new Error(`the build failed:\n${stderr}`);
  }
}

/** Test files run in processes of their own, side by side: only one of them builds. */
function locked(action: () => void): void {
  const deadline = Date.now() + DEADLINE_MS;
  while (!tryLock()) {
    if (Date.now() > deadline) {
      throw new Error(`${LOCK} was left behind; remove it`);
    }

    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
  }

  try {
    action();
  } finally {
    rmdirSync(LOCK);
  }
}

function tryLock(): boolean {
  try {
    mkdirSync(LOCK);
    return true;
  } catch {
    return false;
  }
}
