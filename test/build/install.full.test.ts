import assert from 'node:assert/strict';
import {execFile, execFileSync} from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test, {type TestContext} from 'node:test';
import {promisify} from 'node:util';
import {handEnv} from '../helpers/hand-env.js';

/*
The ways in by npm: a checkout, a git address, and the package as it is published.
*/

const run = promisify(execFile);
const root = process.cwd();
const {version} = JSON.parse(readFileSync('package.json', 'utf8')) as {version: string};

function emptyFolder(t: TestContext): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'amiwatch-install-'));
  t.after(() => rmSync(folder, {recursive: true, force: true}));
  return folder;
}

/** A fresh clone of what is committed. */
function cloneInto(folder: string): string {
  execFileSync('git', ['clone', '--quiet', '--depth=1', `file://${root}`, 'clone'], {cwd: folder});
  return path.join(folder, 'clone');
}

/** Gives a clone the packages of this checkout, without the caches and the lock that other tests make and remove meanwhile. */
function linkPackages(cwd: string): void {
  const packages = path.join(root, 'node_modules');
  mkdirSync(path.join(cwd, 'node_modules'));
  for (const name of readdirSync(packages)) {
    if (!name.startsWith('.') || name === '.bin') {
      execFileSync('cp', ['-al', path.join(packages, name), `node_modules/${name}`], {cwd});
    }
  }
}

/** A command that fails as it should. */
async function failing(
  command: string,
  argv: readonly string[],
  options: {cwd: string; env: NodeJS.ProcessEnv},
) {
  return run(command, argv, options).then(
    () => assert.fail(`${command} ${argv.join(' ')} should fail`),
    (error: {code: number; stdout: string; stderr: string}) => error,
  );
}

test('without the development packages npm start says what is missing', async t => {
  const folder = emptyFolder(t);
  const cwd = cloneInto(folder);
  const env = {...handEnv(folder), NODE_ENV: 'production'};
  await run('npm', ['ci'], {cwd, env});
  const {code, stderr} = await failing('npm', ['start'], {cwd, env});
  assert.equal(code, 1);
  const [sentence = ''] = stderr.split('\n').filter(line => line.startsWith('amiwatch:'));
  assert.match(sentence, /^amiwatch: tsx is not installed.* Run: npm ci --include=dev$/);
  assert.doesNotMatch(stderr, /ERR_MODULE_NOT_FOUND|\n +at /);
});

test('npm installs from a git address a program that runs, with its man page', async t => {
  const folder = emptyFolder(t);
  const cwd = path.join(folder, 'project');
  mkdirSync(cwd);
  writeFileSync(path.join(cwd, 'package.json'), '{}');
  const env = handEnv(folder);
  await run('npm', ['install', '--no-audit', '--no-fund', `git+file://${root}`], {cwd, env});
  const own = path.join(cwd, 'node_modules/amiwatch');
  assert.ok(existsSync(path.join(own, 'dist/index.mjs')));
  assert.match(readFileSync(path.join(own, 'dist/amiwatch.1'), 'utf8'), /^\.TH AMIWATCH 1/);
  const {stdout} = await run(process.execPath, ['node_modules/.bin/amiwatch', '--version'], {
    cwd,
    env,
  });
  assert.equal(stdout, `amiwatch/${version}\n`);
});

test('the pictures of the packed readme are where its addresses say', async t => {
  const folder = emptyFolder(t);
  const cwd = cloneInto(folder);
  linkPackages(cwd);
  const env = {...handEnv(folder), PATH: `${root}/node_modules/.bin:${process.env.PATH}`};
  await run('npm', ['pack', '--pack-destination', folder], {cwd, env});
  execFileSync('tar', ['-xzf', `amiwatch-${version}.tgz`], {cwd: folder});
  const readme = readFileSync(path.join(folder, 'package/readme.md'), 'utf8');
  const pictures = [...readme.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(
    ([, address = '']) => address,
  );
  assert.ok(pictures.length > 0);
  for (const address of pictures) {
    const [, file = ''] = address.split(`https://unpkg.com/amiwatch@${version}/`);
    assert.ok(existsSync(path.join(folder, 'package', file || 'nowhere')), address);
  }
  assert.equal(execFileSync('git', ['status', '--porcelain'], {cwd, encoding: 'utf8'}), '');
});
