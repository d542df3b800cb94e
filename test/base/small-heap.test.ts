import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import test from 'node:test';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {promisify} from 'node:util';

const SMALL_HEAP = fileURLToPath(new URL('../../source/base/small-heap.ts', import.meta.url));

/** Keeps its compiled code at the end, as the built file does, and says whether it found what the start before has kept. */
const PROGRAM = `
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {Script} from 'node:vm';
import {keepHeapSmall} from ${JSON.stringify(pathToFileURL(SMALL_HEAP).href)};
const script = new Script('(function () {})', {
  cachedData: existsSync('code') ? readFileSync('code') : undefined,
});
process.on('exit', () => {
  writeFileSync('code', script.createCachedData());
  process.stdout.write(String(script.cachedDataRejected));
});
keepHeapSmall();
`;

test('compiled code that is kept after the heap was kept small is taken at the next start', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'amiwatch-'));
  t.after(() => rm(folder, {recursive: true}));
  const file = join(folder, 'program.mts');
  await writeFile(file, PROGRAM);
  const start = async () => {
    const tsx = import.meta.resolve('tsx');
    const {stdout} = await promisify(execFile)(process.execPath, [`--import=${tsx}`, file], {
      cwd: folder,
    });
    return stdout;
  };
  assert.equal(await start(), 'undefined');
  assert.equal(await start(), 'false');
});
