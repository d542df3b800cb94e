import assert from 'node:assert/strict';
import {execFile, spawnSync} from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
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
import {SIZE_LIMITS} from '../helpers/size-limits.js';
import {builtText} from './built-program.js';

const run = promisify(execFile);
const file = builtProgram();

async function emptyFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'amiwatch-'));
  t.after(() => rm(folder, {recursive: true}));
  return folder;
}

test(`the built file has at most ${SIZE_LIMITS.builtFile} KB`, () => {
  assert.ok(statSync(file).size <= SIZE_LIMITS.builtFile * 1000, `${statSync(file).size} bytes`);
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
  const asked = [...builtText().matchAll(/\b(?:require|import)\("(?!\.\/)([^"]+)"\)/g)];
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
import vm from 'node:vm';
const parts = [];
const {Script} = vm;
vm.Script = class extends Script {
  constructor(code, options) {
    parts.push(options.filename.split('#')[1]);
    super(code, options);
  }
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
  [['--once'], 'front late'],
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

/** Tells, at the end, for which parts of the program V8 took code that it had compiled before, and which functions it has compiled since. */
const CODE_WITNESS = `
import vm from 'node:vm';
const taken = [];
const {Script} = vm;
vm.Script = class extends Script {
  constructor(code, options) {
    super(code, options);
    if (this.cachedDataRejected === false) taken.push(options.filename.split('#')[1]);
  }
};
process.on('exit', () => process.stderr.write('taken: ' + taken.sort().join(' ')));
`;

/** Starts the program with a folder for what it keeps. @returns What it printed, and for which parts it took compiled code. */
async function startWith(
  t: TestContext,
  caches: string,
  {program = file, url = ''}: {readonly program?: string; readonly url?: string} = {},
) {
  const endpoint = url || (await endpointFor(t, {scenario: fixedScenario(demoTasks(3))})).url;
  const witness = path.join(await emptyFolder(t), 'witness.mjs');
  writeFileSync(witness, CODE_WITNESS);
  const {stdout, stderr} = await run(
    NODE,
    ['--import', witness, program, '--once', '--endpoint-url', endpoint],
    {env: {...AMIWATCH_ENV, XDG_CACHE_HOME: caches}},
  ).catch(error => error as {stdout: string; stderr: string});
  return {stdout, taken: /taken: (.*)$/.exec(stderr)?.[1]};
}

const keptIn = (caches: string) => path.join(caches, 'amiwatch');

/** The files of compiled code, without what they are of; and the one of the late part. */
const kinds = (caches: string) =>
  readdirSync(keptIn(caches)).map(name => /^once-(?:front|late)-/.exec(name)?.[0]);
const keptLate = (caches: string) =>
  path.join(
    keptIn(caches),
    readdirSync(keptIn(caches)).find(name => /^once-late-/.test(name)) ?? '',
  );

test('compiled code is kept where nobody else can write, and taken by the next start', async t => {
  const caches = await emptyFolder(t);
  const first = await startWith(t, caches);
  assert.equal(first.taken, '');
  assert.equal(statSync(keptIn(caches)).mode & 0o777, 0o700);
  assert.deepEqual(kinds(caches).sort(), ['once-front-', 'once-late-']);
  assert.equal(statSync(keptLate(caches)).mode & 0o777, 0o600);
  const second = await startWith(t, caches);
  assert.equal(second.taken, 'front late');
  assert.equal(second.stdout.length, first.stdout.length);
});

test('what is kept holds the functions that have run, not only their outlines', async t => {
  const caches = await emptyFolder(t);
  await startWith(t, caches);
  const kept = readFileSync(keptLate(caches));
  const [, late] = /\nlate: (\{.*\n\}),\n\};\nconst BUILD/s.exec(builtText()) ?? [];
  const outline = new Script(`(${late})`);
  assert.ok(kept.length > 2 * outline.createCachedData().length);
});

for (const [what, change] of [
  ['is damaged', (bytes: Buffer) => bytes.fill(0, bytes.length / 2)],
  ['is cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 8)],
  ['is empty', () => Buffer.alloc(0)],
  [
    'is not what was written',
    (bytes: Buffer) => bytes.map((byte, at) => (at === 5000 ? ~byte : byte)),
  ],
] as const) {
  test(`compiled code that ${what} is not run, but made anew`, async t => {
    const caches = await emptyFolder(t);
    const {stdout} = await startWith(t, caches);
    const place = keptLate(caches);
    writeFileSync(place, change(readFileSync(place)));
    const next = await startWith(t, caches);
    assert.equal(next.taken, 'front');
    assert.equal(next.stdout.length, stdout.length);
    assert.equal((await startWith(t, caches)).taken, 'front late');
  });
}

test('a few programs find theirs side by side; what is older goes', async t => {
  const folder = await emptyFolder(t);
  for (const day of [1, 2, 3, 4, 5]) {
    const program = path.join(folder, 'amiwatch.mjs');
    copyFileSync(file, program);
    utimesSync(program, day, day);
    await startWith(t, folder, {program});
  }
  assert.equal(kinds(folder).length, 8);
  assert.equal(
    (await startWith(t, folder, {program: path.join(folder, 'amiwatch.mjs')})).taken,
    'front late',
  );
});

test('a program that somebody has edited runs as it is now', async t => {
  const folder = await emptyFolder(t);
  const program = path.join(folder, 'amiwatch.mjs');
  copyFileSync(file, program);
  await startWith(t, folder, {program});
  // As long as before, so that V8 by itself would not see it.
  const edited = builtText().replaceAll('S3objectKey', 'S3objectKEY');
  writeFileSync(program, edited);
  const {stdout, taken} = await startWith(t, folder, {program});
  assert.equal(taken, '');
  assert.match(stdout, /S3objectKEY/);
});

test('a start that fails keeps nothing: most of the program is missing in it', async t => {
  const caches = await emptyFolder(t);
  const {taken} = await startWith(t, caches, {url: 'no-address'});
  assert.equal(taken, '');
  assert.deepEqual(readdirSync(keptIn(caches)), []);
});

test('compiled code that others could have written is not run', async t => {
  const caches = await emptyFolder(t);
  mkdirSync(keptIn(caches));
  chmodSync(keptIn(caches), 0o777);
  await startWith(t, caches);
  assert.deepEqual(readdirSync(keptIn(caches)), []);
});

test('without a home nothing is kept, and nothing is said', async t => {
  const {url} = await endpointFor(t, {scenario: fixedScenario(demoTasks(3))});
  const HOME = path.join(await emptyFolder(t), 'none');
  const {stderr} = await run(NODE, [file, '--once', '--endpoint-url', url], {
    env: {...AMIWATCH_ENV, HOME},
  });
  assert.equal(stderr, '');
  assert.throws(() => statSync(HOME), {code: 'ENOENT'});
});
