/** Reads the kept code as the executable does, and writes it anew. The code of a run numbers its functions in the order in which they were compiled, and holds what lay in the gaps of memory before; code that was read is numbered as it was written. Environment and folder as for `keep-compiled.ts`. */
import {readFileSync, writeFileSync} from 'node:fs';
import process from 'node:process';
import {Script} from 'node:vm';
import {compiledName, PARTS, type Start} from './start-parts.js';

for (const part of PARTS) {
  const name = compiledName(process.env.KEEP_AS as Start, part);
  const script = new Script(readFileSync(part, 'latin1'), {
    filename: part,
    cachedData: readFileSync(name),
  });
  // V8 would compile anew and say nothing, and each start would be slow.
  if (script.cachedDataRejected) {
    throw new Error(`V8 refuses ${name}, which it has compiled itself.`);
  }
  writeFileSync(name, script.createCachedData());
}
