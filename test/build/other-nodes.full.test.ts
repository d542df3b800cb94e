import assert from 'node:assert/strict';
import {execFile, spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync} from 'node:fs';
import {mkdir, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {text} from 'node:stream/consumers';
import test from 'node:test';
import {promisify} from 'node:util';
import {BUILT_FILE} from '../helpers/built-file.js';

/** Beside the Node of the project, with which all the other tests run. */
const VERSIONS = ['22.3', '22', '24'];

/** The oldest that the project can be built with. */
const BUILDS_WITH = '22';

/** What runs the built file as people do: at once, and on a terminal. */
const TESTS = [
  'test/build/built-file',
  'test/build/terminals',
  'test/cli/built',
  'test/terminal/endings',
  'test/terminal/keys',
  'test/terminal/live-table',
  'test/terminal/suspend.test',
];

const CACHE = path.resolve('node_modules/.cache/other-nodes');
const run = promisify(execFile);

for (const version of VERSIONS) {
  test(`the built program on Node ${version}`, async t => {
    assert.ok(existsSync(BUILT_FILE));
    const node = await install(version);
    const tests = spawn(process.execPath, ['--import=tsx', 'scripts/test.ts', ...TESTS], {
      env: {...process.env, AMIWATCH_NODE: node},
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [output, [code]] = await Promise.all([text(tests.stdout), once(tests, 'exit')]);
    assert.equal(code, 0, output);
    t.diagnostic(output.trimEnd().split('\n').at(-1) ?? '');
  });
}

test(`npm ci --ignore-scripts and npm run build with Node ${BUILDS_WITH} as the host's, in a copy of what is committed`, async t => {
  const node = await install(BUILDS_WITH);
  const folder = await mkdtemp(path.join(tmpdir(), 'amiwatch-host-'));
  t.after(() => rm(folder, {recursive: true}));
  const host = path
    .dirname(node)
    .concat(path.delimiter, (process.env.PATH ?? '').replaceAll(path.resolve('node_modules'), ''));
  const commands = `git archive HEAD | tar -x -C '${folder}'; cd '${folder}'
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error && npm run --silent build && node dist/amiwatch.mjs --version`;
  const {stdout} = await run('sh', ['-ec', commands], {env: {...process.env, PATH: host}});
  assert.match(stdout, /^amiwatch\/\d/m);
});

/** Brings a Node by way of the `node` package, once. */
async function install(version: string): Promise<string> {
  const folder = path.join(CACHE, version);
  const node = path.join(folder, 'node_modules/node/bin/node');
  if (!existsSync(node)) {
    await mkdir(folder, {recursive: true});
    const quiet = ['--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
    await run('npm', ['install', '--prefix', folder, ...quiet, `node@~${version}`], {cwd: folder});
  }
  return node;
}
