import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test, {after, before} from 'node:test';
import {bundle} from '../../scripts/bundle.js';
import {compiledCode} from '../../scripts/executable/compiled-code.js';
import {writeProgram} from '../../scripts/executable/program-files.js';
import {type Parts, partsOf} from '../../scripts/parts.js';

/** Any Node will do: what is tested doesn't depend on which the executable is made of. */
const node = process.execPath;
const flags = ['--disable-sigusr1'];
const folders: string[] = [];
let program: Parts;

before(async () => {
  program = partsOf(await bundle());
});
after(() => {
  for (const folder of folders) {
    rmSync(folder, {recursive: true});
  }
});

async function compile() {
  const folder = mkdtempSync(path.join(tmpdir(), 'amiwatch-compiled-'));
  folders.push(folder);
  await writeProgram(folder, program);
  const names = await compiledCode({node, flags, folder});
  const read = (name: string) => readFileSync(path.join(folder, name));
  return {folder, codes: new Map(names.map(name => [name, read(name)]))};
}

test('the code is the same to the byte each time', async () => {
  const first = await compile();
  const second = await compile();
  assert.deepEqual(
    [...first.codes.keys()],
    ['once-front', 'once-late', 'screen-front', 'screen-late'],
  );
  for (const [name, code] of first.codes) {
    assert.ok(code.equals(second.codes.get(name) as Buffer), name);
  }
});

test('it holds the functions that a start runs', async () => {
  const {folder, codes} = await compile();
  const unrun = Number(
    execFileSync(
      node,
      ['--print', "new vm.Script(fs.readFileSync('late', 'latin1')).createCachedData().length"],
      {cwd: folder, encoding: 'utf8'},
    ),
  );
  assert.ok((codes.get('once-late')?.length ?? 0) > 1.5 * unrun, `${unrun}`);
  assert.ok((codes.get('screen-late')?.length ?? 0) > 3 * unrun, `${unrun}`);
});

test('code that V8 refuses fails the build', async () => {
  const {folder} = await compile();
  appendFileSync(path.join(folder, 'late'), '// One more line.');
  const tidied = spawnSync(node, [...flags, 'tidy-compiled.cjs'], {
    cwd: folder,
    env: {KEEP_AS: 'screen'},
    encoding: 'utf8',
  });
  assert.equal(tidied.status, 1);
  assert.match(tidied.stderr, /V8 refuses screen-late/);
});

test('a screen that does not start fails the build, in a sentence', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'amiwatch-compiled-'));
  folders.push(folder);
  await writeProgram(folder, program);
  const broken = path.join(folder, 'node.sh');
  const script = `#!/bin/sh\ntest "$KEEP_AS" = screen && exit 3\nexec '${node}' "$@"\n`;
  writeFileSync(broken, script, {mode: 0o755});
  await assert.rejects(
    compiledCode({node: broken, flags, folder}),
    /^Error: The screen ended with 3: /,
  );
});
