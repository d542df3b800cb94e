import assert from 'node:assert/strict';
import {execFile, spawnSync} from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {promisify} from 'node:util';
import {Script} from 'node:vm';
import {fixedScenario} from '../../source/demo/demo-task.js';
import {NODE} from '../helpers/built-file.js';
import {demoTasks, endpointFor} from '../helpers/demo-endpoint.js';
import {builtProgram} from '../helpers/pty-build.js';
import {AMIWATCH_ENV} from '../helpers/run-amiwatch.js';
import {builtText} from './built-program.js';

const run = promisify(execFile);
const file = builtProgram();

async function emptyFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'amiwatch-'));
  t.after(() => rm(folder, {recursive: true}));
  return folder;
}

test('the built file has at most 1,300 KB', () => {
  assert.ok(statSync(file).size <= 1_300_000, `${statSync(file).size} bytes`);
});

test('the program is plain JavaScript: texts of it can be found, and nothing in it is packed', () => {
  const text = builtText();
  for (const word of ['DescribeStoreImageTasks', 'No region.', 'StoreTaskFailureReason']) {
    assert.ok(text.includes(word), word);
  }
  // The one thing that is data: yoga's WebAssembly, as the yoga package itself ships it in base64.
  const packed = text.match(/[A-Za-z\d+/]{2000,}={0,2}/g) ?? [];
  assert.equal(packed.length, 1);
  assert.doesNotMatch(text, /\beval\(|brotli/);
  // A script, too: a copy without an ending is read as one by older Nodes.
  assert.doesNotThrow(() => new Script(text.replace(/^#!.*/, '')));
});

test('every character is ASCII: with a single other one V8 keeps the whole text in two bytes a character', () => {
  assert.deepEqual(builtText().match(/[^\0-\x7F]+/g), null);
});

test('React is the production build', () => {
  const script = builtText();
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
  const asked = [...builtText().matchAll(/\b(?:require|import)\("([^"]+)"\)/g)];
  const names = new Set(asked.map(([, name]) => name));
  assert.deepEqual([...names].sort(), ['@aws-sdk/signature-v4-crt', 'kerberos']);
});

test('it uses nothing that Node 22 lacks', () => {
  const newer =
    /\b(?:Promise\.try|Math\.sumPrecise|RegExp\.escape|Iterator\.from|Error\.isError|Uint8Array\.fromBase64|navigator\.userAgent\b\.)/g;
  assert.deepEqual(builtText().match(newer), null);
  assert.match('Promise.try()', newer);
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

for (const output of ['json', 'table']) {
  test(`--once --output ${output} evaluates neither React nor Ink`, async t => {
    const witness = path.join(await emptyFolder(t), 'witness.mjs');
    writeFileSync(witness, WITNESS);
    const {url} = await endpointFor(t, {scenario: fixedScenario(demoTasks(3))});
    const {stdout, stderr} = await run(
      NODE,
      ['--import', witness, file, '--once', '--output', output, '--endpoint-url', url],
      {env: AMIWATCH_ENV},
    );
    assert.notEqual(stdout, '');
    assert.equal(stderr, 'loaded: ');
  });
}

/** Tells, at the end, which parts of the program were compiled. */
const PARTS_WITNESS = `
import Module from 'node:module';
const parts = [];
const {_compile} = Module.prototype;
Module.prototype._compile = function (code, name) {
  parts.push(name.split('#')[1]);
  return _compile.call(this, code, name);
};
process.on('exit', () => process.stderr.write('parts: ' + parts.sort().join(' ')));
`;

for (const [args, parts] of [
  [['--version'], 'front'],
  [['--help'], 'front'],
  [['--completion', 'fish'], 'front'],
  [['--no-such-flag'], 'front'],
  [['--output', 'pdf'], 'front'],
  [['--version', '--verbose'], 'front'],
  [['--once'], 'front report'],
] as const) {
  test(`${args.join(' ')} compiles of the program: ${parts}`, async t => {
    const witness = path.join(await emptyFolder(t), 'witness.mjs');
    writeFileSync(witness, PARTS_WITNESS);
    const {url} = await endpointFor(t, {scenario: fixedScenario(demoTasks(3))});
    const {stderr} = await run(
      NODE,
      ['--import', witness, file, ...args, ...(parts === 'front' ? [] : ['--endpoint-url', url])],
      {env: AMIWATCH_ENV},
    ).catch(error => error as {stderr: string});
    assert.equal(/parts: (.*)$/.exec(stderr)?.[1], parts);
  });
}

test('a copy that was cut off runs nothing', async t => {
  const part = path.join(await emptyFolder(t), 'amiwatch.mjs');
  const whole = readFileSync(file);
  writeFileSync(part, whole.subarray(0, whole.length / 2));
  const {status, stdout, stderr} = spawnSync(NODE, [part, '--version'], {
    encoding: 'utf8',
    env: AMIWATCH_ENV,
  });
  assert.notEqual(status, 0);
  assert.equal(stdout, '');
  assert.match(stderr, /SyntaxError/);
});

test('a copy without an ending runs by way of a link, too', async t => {
  const folder = await emptyFolder(t);
  copyFileSync(file, path.join(folder, 'amiwatch'));
  symlinkSync(path.join(folder, 'amiwatch'), path.join(folder, 'link'));
  const {stdout} = await run(NODE, [path.join(folder, 'link'), '--version']);
  assert.match(stdout, /^amiwatch\/\d/);
});

async function runWithCaches(t: TestContext, caches: string) {
  const {url} = await endpointFor(t, {scenario: fixedScenario(demoTasks(3))});
  await run(NODE, [file, '--once', '--endpoint-url', url], {
    env: {...AMIWATCH_ENV, XDG_CACHE_HOME: caches},
  });
}

test('compiled code is kept where nobody else can write', async t => {
  const caches = await emptyFolder(t);
  await runWithCaches(t, caches);
  const {mode} = statSync(path.join(caches, 'amiwatch'));
  assert.equal(mode & 0o777, 0o700);
});

test('compiled code that others could have written is not run', async t => {
  const caches = await emptyFolder(t);
  const folder = path.join(caches, 'amiwatch');
  mkdirSync(folder);
  chmodSync(folder, 0o777);
  await runWithCaches(t, caches);
  assert.equal(statSync(folder).nlink, 2, 'it has made no folder in there');
});

test('without a home nothing is kept, and nothing is said', async t => {
  const {url} = await endpointFor(t, {scenario: fixedScenario(demoTasks(3))});
  const {stderr} = await run(NODE, [file, '--once', '--endpoint-url', url], {
    env: {...AMIWATCH_ENV, HOME: '/nonexistent'},
  });
  assert.equal(stderr, '');
  assert.throws(() => statSync('/nonexistent'), {code: 'ENOENT'});
});
