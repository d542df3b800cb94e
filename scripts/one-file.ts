import {readFile} from 'node:fs/promises';
import {transform} from 'esbuild';
import {OLDEST_SYNTAX} from './bundle.js';

const BANNER = `#!/usr/bin/env node
// amiwatch. Licences of what is bundled: licenses.txt beside this file.
`;

/**
Makes the one file that is copied and run, as JavaScript that can be read: a head, and the program as one function. Node parses it without a cache, but compiles no function of it; the head turns V8's compile cache on and has the function's body compiled under it, as a script of its own.
It is valid as an ES module and as a script alike, so that a copy without an ending runs, too.
Measured (medians of 25 on an idle core): reading over the program costs 19 ms of a start; without the cache compiling it would cost 60 ms.
@param program A CommonJS script in ASCII.
*/
export async function oneFile(program: string): Promise<string> {
  const {code} = await transform(await readFile('scripts/head.ts', 'utf8'), {
    loader: 'ts',
    target: OLDEST_SYNTAX,
  });
  return `${BANNER}${code}
function program(require, module, exports, __filename, __dirname) {
${program.trimEnd()}
}
`;
}
