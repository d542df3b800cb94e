import process from 'node:process';
import {withFreshBuild} from './fresh-build.js';

try {
  withFreshBuild(undefined, () =>
    console.error('Building dist/amiwatch.mjs, which takes some seconds …'),
  );
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
