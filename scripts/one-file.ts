import {readFile} from 'node:fs/promises';
import {transform} from 'esbuild';
import {OLDEST_SYNTAX} from './bundle.js';
import type {Parts} from './parts.js';

const BANNER = `#!/usr/bin/env node
// amiwatch. Licences of what is bundled: licenses.txt beside this file.
`;

/**
Makes the one file that is copied and run, as JavaScript that can be read: the parts of the program as functions, and below them what runs them. Node reads over all of it, but compiles none of these functions; `run-parts.ts` turns V8's compile cache on and has the body of a part compiled under it, as a script of its own, when that part is needed.
It is valid as an ES module and as a script alike, so that a copy without an ending runs, too.
*/
export async function oneFile(parts: Parts): Promise<string> {
  const {code} = await transform(await readFile('scripts/run-parts.ts', 'utf8'), {
    loader: 'ts',
    target: OLDEST_SYNTAX,
  });
  const members = Object.entries(parts).map(
    ([name, text]) => `${name}(exports, require, module, __filename, __dirname) {
const {link, importMeta} = module;
${text.trimEnd()}
},
`,
  );
  return `${BANNER}const parts = {\n${members.join('')}};\n${code}`;
}
