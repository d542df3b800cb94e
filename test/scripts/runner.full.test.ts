import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test, {type TestContext} from 'node:test';
import {fileURLToPath} from 'node:url';
import {SEED_VARIABLE} from '../../scripts/testing/seed.js';
import {isAlive, waitUntil} from '../helpers/pty.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const IMPORTS = "import assert from 'node:assert/strict';\nimport test from 'node:test';\n";

/** Runs the runner over test files in a folder of their own. */
function runTests(
  t: TestContext,
  files: Readonly<Record<string, string>>,
  args: readonly string[] = ['test/'],
  seed?: string,
) {
  const folder = mkdtempSync(path.join(tmpdir(), 'amiwatch-runner-'));
  t.after(() => rmSync(folder, {recursive: true, force: true}));
  mkdirSync(path.join(folder, 'test'));
  mkdirSync(path.join(folder, 'node_modules'));
  symlinkSync(
    path.join(ROOT, 'node_modules/fast-check'),
    path.join(folder, 'node_modules/fast-check'),
  );
  writeFileSync(path.join(folder, 'package.json'), '{"type": "module"}');
  for (const [name, body] of Object.entries(files)) {
    writeFileSync(path.join(folder, 'test', name), IMPORTS + body);
  }

  const {status, stdout, stderr} = spawnSync(
    process.execPath,
    [`--import=${import.meta.resolve('tsx')}`, path.join(ROOT, 'scripts/test.ts'), ...args],
    {
      cwd: folder,
      encoding: 'utf8',
      env: {...process.env, FORCE_COLOR: '0', ...(seed && {[SEED_VARIABLE]: seed})},
    },
  );
  return {status, stdout, stderr, last: stdout.trimEnd().split('\n').at(-1)};
}

const PASSES = "test('passes', () => assert.ok(true));\n";

test('passed files: one line each, the slowest, the time, the sum, and 0', t => {
  const {status, stdout, last} = runTests(t, {'a.test.ts': PASSES, 'b.test.tsx': PASSES.repeat(2)});
  assert.equal(status, 0, stdout);
  assert.match(stdout, /^✔ test\/a\.test\.ts: 1 passed, \d+\.\d s$/m);
  assert.match(
    stdout,
    /^slowest: test\/\w\.test\.tsx? \d+\.\d s, test\/\w\.test\.tsx? \d+\.\d s$/m,
  );
  assert.match(stdout, /^2 files in \d+\.\d s$/m);
  assert.equal(last, '3 passed, 0 failed');
});

test('a failure is told with the line of its source, after what passed too, and 1', t => {
  const {status, stdout, last} = runTests(t, {
    'a.test.ts': PASSES,
    'b.test.ts': `type Unused = {\n  readonly a: string;\n};\ntest('breaks', () => {\n  assert.equal(1, 2);\n});\n`,
  });
  assert.equal(status, 1);
  assert.match(stdout, /at .*test\/b\.test\.ts:7:\d+/);
  assert.match(stdout, /^✖ test\/b\.test\.ts: breaks$/m);
  assert.equal(last, '1 passed, 1 failed');
});

for (const [what, body, says] of [
  ['fails at its import', "throw new Error('at once');\n", /ended with exit code 1 before its/],
  ['imports what is not there', "import './none.js';\n", /none\.js/],
  ['has no test', 'export {};\n', /before its tests did, or has none/],
  ['leaves in the middle', "test('leaves', () => process.exit(0));\n", /exit code 0 before its/],
  [
    'fails behind its last test',
    `${PASSES}process.on('beforeExit', () => { throw new Error('late'); });\n`,
    /ended with exit code 1/,
  ],
] as const) {
  test(`a file that ${what} is a failure`, t => {
    const {status, stdout, stderr} = runTests(t, {'a.test.ts': body});
    assert.equal(status, 1, stdout);
    assert.match(stdout + stderr, says);
    assert.match(stdout + stderr, /a\.test\.ts/);
  });
}

test('a file that holds on to a timer, never settles or never returns is killed, and named', t => {
  // So long that a busy machine has begun each test by then.
  const patience = 15;
  const {status, stdout} = runTests(
    t,
    {
      'timer.test.ts': `${PASSES}setInterval(() => {}, 1000);\n`,
      'settles.test.ts': "test('waits', () => new Promise(() => {}));\n",
      'returns.test.ts': `test('stands', () => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});\n`,
      'passes.test.ts': PASSES,
    },
    ['test/', '--patience', `${patience}`],
  );
  assert.equal(status, 1);
  for (const [name, says] of [
    ['timer', ' after its last test;'],
    ['settles', ' in "waits";'],
    // What holds its own process tells nothing more.
    ['returns', ''],
  ] as const) {
    const line = `✖ test/${name}.test.ts: killed: no news for ${patience} s${says}`;
    assert.ok(stdout.includes(`\n${line}`), `${line}\n${stdout}`);
  }
  assert.match(stdout, /^✔ test\/passes\.test\.ts/m);
});

test('a child that a file leaves running ends with it', async t => {
  const {status, stdout} = runTests(t, {
    'a.test.ts': `import {spawn} from 'node:child_process';
test('starts', () => {
  const child = spawn('sleep', ['600'], {stdio: 'inherit'});
  child.unref();
  console.log(\`child \${child.pid}\`);
  assert.fail('for its output');
});\n`,
  });
  assert.equal(status, 1);
  const pid = Number(/^child (\d+)/m.exec(stdout)?.[1]);
  assert.ok(pid > 0);
  await waitUntil(() => !isAlive(pid) || undefined, 'its end');
});

test('a name that would not be run is refused', t => {
  const {status, stderr} = runTests(t, {'a.test.ts': PASSES, 'b.test.mjs': PASSES});
  assert.equal(status, 1);
  assert.match(stderr, /test\/b\.test\.mjs/);
});

test('words choose files, of either tier; one that names none is a mistake', t => {
  const files = {'a.test.ts': PASSES, 'ab.full.test.ts': PASSES, 'c.test.ts': PASSES};
  assert.equal(runTests(t, files, ['test/a']).last, '2 passed, 0 failed');
  assert.equal(runTests(t, files, ['--tier', 'full', 'test/']).last, '1 passed, 0 failed');
  const {status, stderr} = runTests(t, files, ['nowhere']);
  assert.equal(status, 1);
  assert.match(stderr, /No test file's path holds "nowhere"/);
});

test('a pattern chooses tests; where it fits none, that is no success', t => {
  const files = {
    'a.test.ts': `${PASSES}test('other', () => assert.fail());\n`,
    'b.test.ts': PASSES,
  };
  const {status, last} = runTests(t, files, ['test/', '--test-name-pattern', 'pass']);
  assert.equal(status, 0);
  assert.equal(last, '2 passed, 0 failed');
  assert.equal(runTests(t, files, ['test/', '--test-name-pattern', 'none']).status, 1);
});

test('skipped tests are counted, with their reasons', t => {
  const {stdout, last} = runTests(t, {
    'a.test.ts': `${PASSES}test('skipped', {skip: 'no tmux'}, () => {});\n`,
  });
  assert.match(stdout, /^skipped 1, test\/a\.test\.ts: no tmux$/m);
  assert.equal(last, '1 passed, 0 failed, 1 skipped');
});

test('random tests make the same cases in each run, and others with another seed', t => {
  const draws = `import fc from 'fast-check';
test('draws', () => console.log(\`drew \${fc.sample(fc.integer(), 3)}\`));
test('breaks', () => fc.assert(fc.property(fc.nat(), number => number < 10)));\n`;
  const drawn = (seed?: string) => {
    const {status, stdout} = runTests(t, {'a.test.ts': draws}, ['test/'], seed);
    assert.equal(status, 1);
    return {numbers: /^drew (.*)$/m.exec(stdout)?.[1], seed: /seed: (-?\d+)/.exec(stdout)?.[1]};
  };

  assert.match(drawn().numbers ?? '', /^-?\d+,-?\d+,-?\d+$/);
  assert.deepEqual(drawn(), drawn());
  assert.notEqual(drawn('7').numbers, drawn().numbers);
  assert.equal(drawn('7').seed, '7', 'the failure tells it');
});
