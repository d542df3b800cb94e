import {readFileSync} from 'node:fs';
import {brotliDecompressSync} from 'node:zlib';
import {builtProgram} from '../helpers/pty-build.js';

/** The script that is packed into the built file, as its head says how to read it. */
export function packedScript(): string {
  const line = readFileSync(builtProgram(), 'latin1').trimEnd().split('\n').at(-1) ?? '';
  return brotliDecompressSync(Buffer.from(line.slice(2), 'base64')).toString('latin1');
}
