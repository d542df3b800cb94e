import {createHash} from 'node:crypto';
import {bundled, objectOf} from './bundle.js';
import type {Parts} from './parts.js';

const BANNER = `#!/usr/bin/env node
// amiwatch. Licences of what is bundled: licenses.txt beside this file.
`;

/**
Makes the one file that is copied and run, as JavaScript that can be read: the chunks of the program as functions, and below them what runs them. Node reads over all of it, but compiles none of these functions; `run-parts.ts` has the texts of a part compiled as a script of its own when that part is needed, from what V8 compiled of it at an earlier start.
It is valid as an ES module and as a script alike, so that a copy without an ending runs, too.
*/
export async function oneFile({front, late}: Parts): Promise<string> {
  const program = `const parts = {\nfront: ${objectOf(front)},\nlate: ${objectOf(late)},\n};\n`;
  const build = createHash('sha256').update(program).digest('hex').slice(0, 16);
  return `${BANNER}${program}const BUILD = '${build}';\n${await bundled({entryPoints: ['scripts/run-parts.ts']})}`;
}
