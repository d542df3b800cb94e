import {execFileSync} from 'node:child_process';
import {statSync} from 'node:fs';
import process from 'node:process';

/** The moment that everything in a package is dated to: SOURCE_DATE_EPOCH, or else when the commit was made. Two builds of one commit are the same to the byte. */
export function builtAt(): Date {
  const {SOURCE_DATE_EPOCH} = process.env;
  if (SOURCE_DATE_EPOCH) {
    return new Date(Number(SOURCE_DATE_EPOCH) * 1000);
  }
  try {
    const seconds = execFileSync('git', ['log', '-1', '--format=%ct'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return new Date(Number(seconds) * 1000);
  } catch {
    // An unpacked archive of the source: its files are dated to the commit.
    return new Date(Math.floor(statSync('package.json').mtimeMs / 1000) * 1000);
  }
}
