import packageJson from '../package.json' with {type: 'json'};
import {manPage} from '../source/cli/help/man-page.js';
import {bundle, writeWhole} from './bundle.js';
import {builtAt} from './executable/built-at.js';
import {buildLibrary} from './library.js';
import {licensesOf} from './licenses.js';
import {oneFile} from './one-file.js';
import {partsOf} from './parts.js';

const {version} = packageJson;
const OUTFILE = 'dist/amiwatch.mjs';

const program = await bundle();
const file = await oneFile(partsOf(program));
await writeWhole(OUTFILE, file, 0o755);
await writeWhole('dist/amiwatch.1', manPage(version, builtAt().toISOString().slice(0, 10)));
await writeWhole('dist/licenses.txt', await licensesOf(program.metafile));
console.error(`${OUTFILE} ${Math.round(Buffer.byteLength(file) / 1000)} KB`);

await buildLibrary();
