import {bundle, writeWhole} from './bundle.js';
import {buildLibrary} from './library.js';
import {licensesOf} from './licenses.js';
import {pack} from './pack.js';

const OUTFILE = 'dist/amiwatch.mjs';

const {code, metafile} = await bundle();
const packed = await pack(code);
await writeWhole(OUTFILE, packed, 0o755);
await writeWhole('dist/licenses.txt', await licensesOf(metafile));
console.error(`${OUTFILE} ${kilobytes(packed)} KB (unpacked ${kilobytes(code)} KB)`);

await buildLibrary();

function kilobytes(text: string): number {
  return Math.round(Buffer.byteLength(text) / 1000);
}
