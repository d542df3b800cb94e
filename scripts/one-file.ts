import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {transform} from 'esbuild';
import {OLDEST_SYNTAX} from './bundle.js';
import type {Parts} from './parts.js';

const BANNER = `#!/usr/bin/env node
// amiwatch. Licences of what is bundled: licenses.txt beside this file.
`;

/**
Makes the one file that is copied and run, as JavaScript that can be read: the parts of the program as functions, and below them what runs them. Node reads over all of it, but compiles none of these functions; `run-parts.ts` has the text of a part compiled as a script of its own when that part is needed, from what V8 compiled of it at an earlier start.
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
  const program = `const parts = {\n${members.join('')}};\n`;
  const build = createHash('sha256').update(program).digest('hex').slice(0, 16);
  return `${BANNER}${program}const BUILD = '${build}';\n${code}`;
}
