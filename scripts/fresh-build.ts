import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, readdirSync, rmdirSync, statSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BUILT_FILE = path.join(ROOT, 'dist/amiwatch.mjs');
const LOCK = path.join(ROOT, 'node_modules', '.amiwatch-build.lock');
const DEADLINE_MS = 120_000;

/**
Builds where the built file is missing or older than what it is made of.
@param use What needs it as it is now: nobody else builds meanwhile.
@param onBuild Called before it builds.
@throws When the build fails.
*/
export function withFreshBuild(use: () => void = () => {}, onBuild: () => void = () => {}): void {
  locked(() => {
    if (isStale(BUILT_FILE)) {
      onBuild();
      build();
    }

    use();
  });
}

/** Whether something that is built is missing or older than what it is made of. */
export function isStale(file: string): boolean {
  if (!existsSync(file)) {
    return true;
  }

  const {mtimeMs} = statSync(file);
  const isNewer = (name: string) => statSync(path.join(ROOT, name)).mtimeMs > mtimeMs;
  return (
    isNewer('package-lock.json') ||
    ['source', 'scripts']
      .flatMap(folder =>
        readdirSync(path.join(ROOT, folder), {recursive: true, encoding: 'utf8'}).map(
          name => `${folder}/${name}`,
        ),
      )
      .some(name => !name.startsWith('scripts/test') && isNewer(name))
  );
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
