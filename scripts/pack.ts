import {readFile} from 'node:fs/promises';
import {brotliCompressSync} from 'node:zlib';
import {transform} from 'esbuild';

const HEAD = `#!/usr/bin/env node
// amiwatch. Licences of what is bundled: licenses.txt beside this file.
// The program is in the last line, compressed. To read it:
//   node -p 'zlib.brotliDecompressSync(Buffer.from(fs.readFileSync("amiwatch.mjs", "latin1").trim().split("\\n").pop().slice(2), "base64")) + ""'
`;

/**
Makes the one file that is copied and run: a small loader, and the program in a comment. V8 reads over a comment, while a script of this size would cost it 40 ms at each start before anything runs (measured); unpacked, it comes compiled from V8's cache. Packed it has less than half of the bytes to copy, and a copy that was cut off says so.
@param program A CommonJS script in ASCII.
*/
export async function pack(program: string): Promise<string> {
  const {code} = await transform(await readFile('scripts/loader.ts', 'utf8'), {
    loader: 'ts',
    format: 'esm',
    minify: true,
    // So that an old Node comes as far as saying that it is too old.
    target: 'node14',
  });
  return `${HEAD}${code}//${brotliCompressSync(program).toString('base64')}\n`;
}
