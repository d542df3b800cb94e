import {readFileSync} from 'node:fs';
import {builtProgram} from '../helpers/pty-build.js';

/** The built file, as whoever looks through it before running it reads it. */
export function builtText(): string {
  return readFileSync(builtProgram(), 'utf8');
}
