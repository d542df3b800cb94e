import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import {bundle} from '../../scripts/bundle.js';

/** Where the screen begins: each is imported late, by what is going to draw. */
const DOORS = ['run.tsx', 'wait-live.ts'];

const {outputs} = (await bundle({minify: false})).metafile;

/** The chunk that begins with a source file of this name. */
function chunkOf(name: string): string {
  const found = Object.entries(outputs).filter(
    ([, {entryPoint = ''}]) =>
      entryPoint.startsWith('source/') && path.basename(entryPoint) === name,
  );
  assert.equal(found.length, 1, `${name} is loaded as a start of its own, and no other`);
  return found[0]?.[0] ?? '';
}

/** The modules that are loaded with these, late ones included as long as they aren't behind a closed door. */
function modulesBehind(
  names: readonly string[],
  {closed = [], isLateToo = true}: {closed?: readonly string[]; isLateToo?: boolean},
): readonly string[] {
  const shut = closed.map(chunkOf);
  const seen = new Set(names.map(chunkOf));
  for (const chunk of seen) {
    for (const {path: other, kind} of outputs[chunk]?.imports ?? []) {
      const isOpen = kind !== 'dynamic-import' || (isLateToo && !shut.includes(other));
      if (isOpen && other in outputs) {
        seen.add(other);
      }
    }
  }

  return [...seen].flatMap(chunk => Object.keys(outputs[chunk]?.inputs ?? {}));
}

const isOfScreen = (module: string) =>
  /node_modules\/(?:ink|react|ink-table|react-reconciler|yoga-layout)\/|^source\/(?:app|ui)\//.test(
    module,
  );

const has = (modules: readonly string[], name: string) =>
  modules.some(module => module.includes(name));

test('nothing of the screen is loaded but through its doors, neither for --once nor for --wait', () => {
  const modules = modulesBehind(['cli.ts'], {closed: DOORS});
  for (const name of ['/once.ts', '/table.ts', '/wait.ts', '/follow.ts', '@aws-sdk/client-ec2']) {
    assert.ok(has(modules, name), `${name} is among what was looked at`);
  }

  assert.deepEqual(modules.filter(isOfScreen), []);
});

for (const door of DOORS) {
  test(`${door} is a door to the screen`, () => {
    const modules = modulesBehind([door], {});
    assert.ok(has(modules, 'node_modules/react/') && has(modules, 'node_modules/ink/'));
  });
}

test('csv, --query, the demo and all credentials but keys are loaded only where they are used', () => {
  const modules = modulesBehind(['cli.ts', 'once.ts', 'client.ts'], {isLateToo: false});
  assert.ok(has(modules, '@aws-sdk/client-ec2'));
  const late =
    /csv-stringify|\/jmespath|^source\/demo\/|credential-provider-\w+\/|nested-clients\/|\/(?:instance-keys|container)\.ts/;
  assert.deepEqual(
    modules.filter(module => late.test(module)),
    [],
  );
});
