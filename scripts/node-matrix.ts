import {execFile, spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {mkdir, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {promisify} from 'node:util';

/** Beside the Node of the project, with which `npm test` runs. */
const VERSIONS = ['22.3', '22', '24'];

/** What runs the built file as people do: at once, and on a terminal. */
const TESTS = [
  'test/build/built-file.test.ts',
  'test/build/terminals.full.test.ts',
  'test/cli/built.test.ts',
  'test/terminal/endings.test.ts',
  'test/terminal/keys.test.ts',
  'test/terminal/live-table.test.ts',
  'test/terminal/suspend.test.ts',
];

const RUNNER = ['--import=tsx', '--test', '--test-reporter=spec'];

/** The oldest that the project can be built with. */
const BUILDS_WITH = '22';
const CACHE = path.resolve('node_modules/.cache/node-matrix');

const run = promisify(execFile);

const failed: string[] = [];
for (const version of VERSIONS) {
  const node = await install(version);
  const name = `Node ${spawnSync(node, ['-p', 'process.versions.node'], {encoding: 'utf8'}).stdout.trim()}`;
  report(name, spawnSync(node, [...RUNNER, ...TESTS], {encoding: 'utf8'}));
  if (version === BUILDS_WITH) {
    await buildFromScratch(node, `${name}: npm ci --ignore-scripts, npm run build`);
  }
}
process.exitCode = failed.length > 0 ? 1 : 0;

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

/** In a copy of what is committed, with this Node as the host's and without anybody's scripts. */
async function buildFromScratch(node: string, name: string): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'amiwatch-host-'));
  const host = path
    .dirname(node)
    .concat(path.delimiter, (process.env.PATH ?? '').replaceAll(path.resolve('node_modules'), ''));
  const commands = `git archive HEAD | tar -x -C '${folder}'; cd '${folder}'
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error && npm run --silent build && node dist/amiwatch.mjs --version`;
  report(
    name,
    spawnSync('sh', ['-ec', commands], {encoding: 'utf8', env: {...process.env, PATH: host}}),
  );
  await rm(folder, {recursive: true});
}

function report(name: string, {status, stdout, stderr}: ReturnType<typeof spawnSync>): void {
  const output = String(stdout);
  const passed = /^ℹ pass (\d+)/m.exec(output)?.[1];
  const isOk = status === 0;
  const tests = passed ? ` (${passed} tests)` : '';
  console.log(`${name}: ${isOk ? 'ok' : 'FAILED'}${tests}`);
  if (!isOk) {
    failed.push(name);
    console.log(`${output}${stderr}`);
  }
}
