import assert from 'node:assert/strict';
import {execFile, spawnSync} from 'node:child_process';
import {chmodSync, mkdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test, {type TestContext} from 'node:test';
import {promisify} from 'node:util';
import {fixedScenario} from '../../source/demo/demo-task.js';
import {demoTasks, endpointFor} from '../helpers/demo-endpoint.js';
import {builtProgram} from '../helpers/pty-build.js';
import {AMIWATCH_ENV} from '../helpers/run-amiwatch.js';
import {packedScript} from './built-program.js';

const run = promisify(execFile);
const file = builtProgram();

async function emptyFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'amiwatch-'));
  t.after(() => rm(folder, {recursive: true}));
  return folder;
}

test('the built file has at most 800 KB', () => {
  assert.ok(statSync(file).size <= 800_000, `${statSync(file).size} bytes`);
});

test('the program can be read as the head of the file says', () => {
  const command = /^\/\/ +(node -p .*)$/m.exec(readFileSync(file, 'latin1'))?.[1];
  assert.ok(command);
  const {stdout} = spawnSync('sh', ['-c', command], {
    cwd: path.dirname(file),
    encoding: 'latin1',
    maxBuffer: 1e8,
  });
  assert.ok(stdout.length > 100_000);
  assert.ok(stdout === `${packedScript()}\n`);
});

test('React is the production build', () => {
  const script = packedScript();
  const reconciler = (build: string) =>
    readFileSync(`node_modules/react-reconciler/cjs/react-reconciler.${build}.js`, 'utf8');
  // Both marks are in the build they stand for, so that neither half can pass for nothing.
  const developmentMark = 'Each child in a list should have a unique';
  const productionMark = 'Minified React error #';
  assert.ok(reconciler('development').includes(developmentMark));
  assert.ok(reconciler('production').includes(productionMark));
  assert.ok(script.includes(productionMark));
  assert.ok(!script.includes(developmentMark));
});

test('it asks for no package, but for two that nobody needs to have', () => {
  const asked = [...packedScript().matchAll(/\b(?:require|import)\("([^"]+)"\)/g)];
  const names = new Set(asked.map(([, name]) => name));
  assert.deepEqual([...names].sort(), ['@aws-sdk/signature-v4-crt', 'kerberos']);
});

test('it uses nothing that Node 20.19 lacks', () => {
  const newer =
    /\b(?:Promise\.withResolvers|Promise\.try|Object\.groupBy|Map\.groupBy|Array\.fromAsync|RegExp\.escape|Iterator\.from|Error\.isError|Uint8Array\.fromBase64|navigator\.userAgent\b\.)/g;
  assert.deepEqual(packedScript().match(newer), null);
  assert.match('Promise.withResolvers()', newer);
});

/** Tells, at the end, what was done that only React and yoga do when they are loaded. */
const WITNESS = `
const seen = new Set();
const {for: symbolFor} = Symbol;
Symbol.for = key => {
  if (key.startsWith('react.')) seen.add('react');
  return symbolFor(key);
};
const {Module} = WebAssembly;
WebAssembly.Module = function (bytes) {
  seen.add('yoga');
  return new Module(bytes);
};
process.on('exit', () => process.stderr.write('loaded: ' + [...seen].sort().join(' ')));
`;

for (const [output, loaded] of [
  ['json', ''],
  ['text', ''],
  ['csv', ''],
  ['ndjson', ''],
  ['table', 'react yoga'],
] as const) {
  test(`--once --output ${output} evaluates ${loaded || 'neither React nor Ink'}`, async t => {
    const witness = path.join(await emptyFolder(t), 'witness.mjs');
    writeFileSync(witness, WITNESS);
    const {url} = await endpointFor(t, {scenario: fixedScenario(demoTasks(3))});
    const {stdout, stderr} = await run(
      process.execPath,
      ['--import', witness, file, '--once', '--output', output, '--endpoint-url', url],
      {env: AMIWATCH_ENV},
    );
    assert.notEqual(stdout, '');
    assert.equal(stderr, `loaded: ${loaded}`);
  });
}

test('a copy that was cut off says so', async t => {
  const part = path.join(await emptyFolder(t), 'amiwatch.mjs');
  const whole = readFileSync(file);
  writeFileSync(part, whole.subarray(0, whole.length / 2));
  const {status, stdout, stderr} = spawnSync(process.execPath, [part, '--version'], {
    encoding: 'utf8',
    env: AMIWATCH_ENV,
  });
  assert.equal(status, 255);
  assert.equal(stdout, '');
  assert.equal(stderr, `amiwatch: ${part} is damaged or not complete. Copy it again.\n`);
});

const cachesCode = process.versions.node.startsWith('20.') ? 'Node 20 has no compile cache' : false;

async function runWithCaches(t: TestContext, caches: string) {
  const {url} = await endpointFor(t, {scenario: fixedScenario(demoTasks(3))});
  await run(process.execPath, [file, '--once', '--endpoint-url', url], {
    env: {...AMIWATCH_ENV, XDG_CACHE_HOME: caches},
  });
}

test('compiled code is kept where nobody else can write', {skip: cachesCode}, async t => {
  const caches = await emptyFolder(t);
  await runWithCaches(t, caches);
  const {mode} = statSync(path.join(caches, 'amiwatch'));
  assert.equal(mode & 0o777, 0o700);
});

test('compiled code that others could have written is not run', {skip: cachesCode}, async t => {
  const caches = await emptyFolder(t);
  const folder = path.join(caches, 'amiwatch');
  mkdirSync(folder);
  chmodSync(folder, 0o777);
  await runWithCaches(t, caches);
  assert.equal(statSync(folder).nlink, 2, 'it has made no folder in there');
});

test('without a home nothing is kept, and nothing is said', async t => {
  const {url} = await endpointFor(t, {scenario: fixedScenario(demoTasks(3))});
  const {stderr} = await run(process.execPath, [file, '--once', '--endpoint-url', url], {
    env: {...AMIWATCH_ENV, HOME: '/nonexistent'},
  });
  assert.equal(stderr, '');
  assert.throws(() => statSync('/nonexistent'), {code: 'ENOENT'});
});
