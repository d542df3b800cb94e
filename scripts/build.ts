import {bundle, writeWhole} from './bundle.js';
import {buildLibrary} from './library.js';
import {pack} from './pack.js';

const OUTFILE = 'dist/amiwatch.mjs';

const {code} = await bundle();
const packed = await pack(code);
await writeWhole(OUTFILE, packed, 0o755);
console.error(`${OUTFILE} ${kilobytes(packed)} KB (unpacked ${kilobytes(code)} KB)`);

await buildLibrary();

function kilobytes(text: string): number {
  return Math.round(Buffer.byteLength(text) / 1000);
}
