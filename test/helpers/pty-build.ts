import {copyFileSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {withFreshBuild} from '../../scripts/fresh-build.js';
import {BUILT_FILE} from './built-file.js';

let copy: string | undefined;

/**
The built program, alone in an empty folder: a build that others start meanwhile can't take it away, and a file that it would need beside itself is missed. Built first where it is missing or older than what it is made of.
*/
export function builtProgram(): string {
  if (copy === undefined) {
    const folder = mkdtempSync(join(tmpdir(), 'amiwatch-built-'));
    process.on('exit', () => rmSync(folder, {recursive: true, force: true}));
    const file = join(folder, 'amiwatch.mjs');
    withFreshBuild(() => copyFileSync(BUILT_FILE, file));
    copy = file;
  }

  return copy;
}
