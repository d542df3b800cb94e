import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {build, type Plugin} from 'esbuild';
import {plainInk} from '../../scripts/plugins/plain-ink.js';
import {slimSdk} from '../../scripts/plugins/slim-sdk.js';
import {slimYoga} from '../../scripts/plugins/slim-yoga.js';

/** Each edit with a file that it is made in, and a text that it looks for there. */
const EDITS: readonly (readonly [plugin: Plugin, file: string, text: RegExp])[] = [
  [plainInk, 'ink/build/reconciler.js', /process\.env\['DEV'\]/],
  [slimYoga, 'yoga-layout/dist/src/index.js', /await loadYoga\(\)/],
  [slimYoga, 'yoga-layout/dist/src/index.js', /import loadYoga/],
  [
    slimYoga,
    'yoga-layout/dist/binaries/yoga-wasm-base64-esm.js',
    /"data:application\/octet-stream;base64,(?=\w)/,
  ],
  [slimYoga, 'yoga-layout/dist/binaries/yoga-wasm-base64-esm.js', /import\.meta\.url/],
  [slimSdk, '@aws-sdk/client-ec2/dist-es/schemas/schemas_0.js', /\bvar (?=[\w$]+ = \[)/g],
];

/** Builds a file of a package by itself, as it is or changed. */
async function buildEdited(t: TestContext, plugin: Plugin, name: string, text: string) {
  const folder = mkdtempSync(path.join(tmpdir(), 'amiwatch-edits-'));
  t.after(() => rmSync(folder, {recursive: true}));
  const file = path.join(folder, 'node_modules', name);
  mkdirSync(path.dirname(file), {recursive: true});
  writeFileSync(file, text);
  const onlyThis: Plugin = {
    name: 'only-this',
    setup: ({onResolve}) => onResolve({filter: /^[^/]/}, () => ({path: 'other', external: true})),
  };
  return build({
    entryPoints: [file],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    plugins: [plugin, onlyThis],
    logLevel: 'silent',
  });
}

for (const [plugin, name, text] of EDITS) {
  test(`${plugin.name} fails the build when ${name} no longer has ${text.source}`, async t => {
    const now = readFileSync(path.join('node_modules', name), 'utf8');
    await assert.doesNotReject(buildEdited(t, plugin, name, now));
    const changed = now.replace(text, 'changed ');
    assert.notEqual(changed, now);
    await assert.rejects(buildEdited(t, plugin, name, changed), error => {
      assert.match(
        (error as Error).message,
        /(?:shape has changed|no WebAssembly).*scripts\/plugins/,
      );
      return true;
    });
  });
}
