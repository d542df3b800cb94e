import {bundle, writeWhole} from './bundle.js';
import {buildLibrary} from './library.js';
import {licensesOf} from './licenses.js';
import {oneFile} from './one-file.js';

const OUTFILE = 'dist/amiwatch.mjs';

const {code, metafile} = await bundle();
const file = await oneFile(code);
await writeWhole(OUTFILE, file, 0o755);
await writeWhole('dist/licenses.txt', await licensesOf(metafile));
console.error(`${OUTFILE} ${Math.round(Buffer.byteLength(file) / 1000)} KB`);

await buildLibrary();
