import {execFile} from 'node:child_process';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {AMIWATCH_ENV, type AmiwatchResult} from './run-amiwatch.js';

/*
The runner builds anew before it runs a test that imports this.
*/

/** What `npm run build` makes. */
export const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));

/** What the built program is started with: this Node, or another one that is to be tried. */
export const NODE = process.env.AMIWATCH_NODE ?? process.execPath;

/** The program, in one file. */
export const BUILT_FILE = `${DIST}amiwatch.mjs`;

/** Runs the built file in a process of its own. */
export function runBuilt(
  argv: readonly string[],
  env: NodeJS.ProcessEnv = AMIWATCH_ENV,
): Promise<AmiwatchResult> {
  return new Promise((resolve, reject) => {
    execFile(
      NODE,
      [BUILT_FILE, ...argv],
      {env, maxBuffer: 64 * 1024 * 1024},
      (error, stdout, stderr) => {
        if (error && typeof error.code !== 'number') {
          reject(error);
        } else {
          resolve({code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr});
        }
      },
    );
  });
}
