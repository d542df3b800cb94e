// What `npm start` and npm's `prepare` run first. Any Node can read it, the development packages needn't be there: where they are missing it says so, instead of what Node would say.
import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const isPrepare = process.argv[2] === 'prepare';
const missing = ['tsx', 'esbuild', 'typescript', 'ink'].find(
  name => !existsSync(path.join(root, 'node_modules', name)),
);

if (missing) {
  // Whoever installs without them wants none of it built.
  if (!isPrepare) {
    console.error(
      `amiwatch: ${missing} is not installed, which the build needs: NODE_ENV=production and --omit=dev leave it out. Run: npm ci --include=dev`,
    );
    process.exitCode = 1;
  }
} else if (!(isPrepare && process.env.npm_command === 'ci')) {
  // `npm ci` is for a checkout, which builds when something is run. What else prepares is a package, such as `npm install git+…`.
  const {status} = spawnSync(process.execPath, ['--import=tsx', 'scripts/build-if-stale.ts'], {
    cwd: root,
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}
