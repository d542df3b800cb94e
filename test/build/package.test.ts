import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'node:test';
import {promisify} from 'node:util';
import {fixedScenario} from '../../source/demo/demo-task.js';
import {DIST} from '../helpers/built-file.js';
import {demoTasks, endpointFor} from '../helpers/demo-endpoint.js';
import {AMIWATCH_ENV} from '../helpers/run-amiwatch.js';
import {SIZE_LIMITS} from '../helpers/size-limits.js';

const run = promisify(execFile);

test(`the package has at most ${SIZE_LIMITS.tarball} KB, and only what it needs`, async () => {
  const {stdout} = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts']);
  const [{size, files}] = JSON.parse(stdout) as [
    {size: number; files: readonly {path: string; mode: number}[]},
  ];
  assert.ok(size <= SIZE_LIMITS.tarball * 1000, `${size} bytes`);
  const paths = files.map(file => file.path).filter(name => !/^dist\/types\//.test(name));
  const needed = ['amiwatch.1', 'amiwatch.mjs', 'index.mjs', 'licenses.txt'].map(
    name => `dist/${name}`,
  );
  const others = ['license', 'media/list.svg', 'package.json', 'readme.md'];
  assert.deepEqual(paths.sort(), [...needed, ...others]);
  const types = files.filter(({path: name}) => name.startsWith('dist/types/'));
  assert.ok(types.every(({path: name}) => name.endsWith('.d.ts')));
  const program = files.find(({path: name}) => name === 'dist/amiwatch.mjs');
  assert.equal(Number(program?.mode) & 0o111, 0o111);
});

test('it has no dependency to install', () => {
  const {dependencies, optionalDependencies, peerDependencies, scripts} = JSON.parse(
    readFileSync('package.json', 'utf8'),
  );
  assert.deepEqual(
    [dependencies, optionalDependencies, peerDependencies],
    [undefined, undefined, undefined],
  );
  for (const hook of ['preinstall', 'install', 'postinstall']) {
    assert.equal(scripts[hook], undefined);
  }
});

test('installed into an empty folder without a network it runs', async t => {
  const folder = await mkdtemp(path.join(tmpdir(), 'amiwatch-'));
  t.after(() => rm(folder, {recursive: true}));
  const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const {stdout} = await run('npm', pack);
  const [{filename}] = JSON.parse(stdout) as [{filename: string}];
  await writeFile(path.join(folder, 'package.json'), '{}');
  const options = {cwd: folder, env: {...AMIWATCH_ENV, HOME: folder}};
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', filename], options);
  const {url} = await endpointFor(t, {scenario: fixedScenario(demoTasks(3))});
  const answer = await run(
    'node_modules/.bin/amiwatch',
    ['--once', '--endpoint-url', url],
    options,
  );
  assert.equal(JSON.parse(answer.stdout).StoreImageTaskResults.length, 3);
});

test('the licences of what is bundled are in it', () => {
  const licenses = readFileSync(`${DIST}licenses.txt`, 'utf8');
  for (const name of ['react', 'react-reconciler', 'ink', 'yoga-layout', 'meow', '@aws-sdk/core']) {
    // Name, version, licence and where the source is.
    assert.ok(new RegExp(`^${name}@[\\d.]+  \\S+  \\S+$`, 'm').test(licenses), name);
  }
  for (const text of [
    /Permission is hereby granted, free of charge/,
    /Apache License\s+Version 2\.0/,
  ]) {
    assert.ok(text.test(licenses), String(text));
  }
});

test('the lock file has every package, names no host and no folder of a machine', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, {version?: string; resolved?: string; integrity?: string}>;
  };
  const installed = Object.entries(lock.packages).filter(([folder]) => folder !== '');
  assert.ok(installed.length > 100);
  for (const [folder, {version, resolved, integrity}] of installed) {
    assert.match(folder, /^node_modules\//);
    assert.ok(version, folder);
    assert.ok(integrity, folder);
    assert.equal(resolved, undefined, folder);
  }
});
