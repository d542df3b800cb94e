import assert from 'node:assert/strict';
import {execFile, spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test, {after, before} from 'node:test';
import {promisify} from 'node:util';
import {spawn} from '@lydell/node-pty';
import {waitUntil} from '../helpers/pty.js';
import {createScreen} from '../helpers/screen.js';

const run = promisify(execFile);
const name = `amiwatch-${JSON.parse(readFileSync('package.json', 'utf8')).version}-linux-x64`;

/** Its full path: what it runs gets no PATH. */
const chroot = spawnSync('sh', ['-c', 'command -v chroot'], {encoding: 'utf8'}).stdout.trim();

function whyNot(): string | false {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return 'the executable is made for linux-x64';
  }
  return chroot && spawnSync(chroot, ['/', 'true']).status === 0
    ? false
    : 'an empty root needs chroot(8)';
}

const skip = whyNot();
const folder = mkdtempSync(path.join(tmpdir(), 'amiwatch-exe-'));
const root = path.join(folder, 'root');

/** Nothing but the executable and the libraries that it names is in the root: no shell, no Node, no /proc. */
function fillRoot(executable: string): void {
  mkdirSync(path.join(root, 'tmp'), {recursive: true});
  copyFileSync(executable, path.join(root, 'amiwatch'));
  const {stdout} = spawnSync('ldd', [executable], {encoding: 'utf8'});
  for (const [library] of stdout.matchAll(/\/\S+/g)) {
    mkdirSync(path.join(root, path.dirname(library)), {recursive: true});
    copyFileSync(library, path.join(root, library));
  }
}

before(async () => {
  if (!skip) {
    const env = {...process.env, SOURCE_DATE_EPOCH: '1767225600', AMIWATCH_EXE_OUT: folder};
    await run(process.execPath, ['--import=tsx', 'scripts/build-exe.ts'], {env});
    await run('tar', ['-xzf', `${name}.tar.gz`], {cwd: folder});
    fillRoot(path.join(folder, name, 'bin/amiwatch'));
  }
});
after(() => rmSync(folder, {recursive: true, force: true}));

test('the archive holds the executable, the man page, completions and licences', {skip}, () => {
  const at = (file: string) => path.join(folder, name, file);
  for (const [file, mark] of [
    ['share/man/man1/amiwatch.1', '.TH AMIWATCH 1 2026-01-01'],
    ['share/bash-completion/completions/amiwatch', 'complete -F'],
    ['share/zsh/site-functions/_amiwatch', '#compdef amiwatch'],
    ['share/fish/vendor_completions.d/amiwatch.fish', 'complete -c amiwatch'],
    ['license', 'MIT'],
    ['licenses.txt', `Node.js ${process.version}`],
  ] as const) {
    assert.ok(readFileSync(at(file), 'utf8').includes(mark), file);
  }
});

test('the checksum is that of the archive', {skip}, () => {
  const sum = createHash('sha256')
    .update(readFileSync(path.join(folder, `${name}.tar.gz`)))
    .digest('hex');
  const line = readFileSync(path.join(folder, `${name}.tar.gz.sha256`), 'utf8');
  assert.equal(line, `${sum}  ${name}.tar.gz\n`);
});

test('it answers once in an empty root', {skip}, async () => {
  assert.ok(!existsSync(path.join(root, 'bin')) && !existsSync(path.join(root, 'proc')));
  const {stdout, stderr} = await run(
    chroot,
    [root, '/amiwatch', '--demo', '--once', '--max-items', '3'],
    {env: {HOME: '/'}},
  );
  assert.equal(stderr, '');
  assert.equal(JSON.parse(stdout).StoreImageTaskResults.length, 3);
});

test('it draws the live screen in an empty root, and q leaves it', {skip}, async () => {
  const screen = createScreen({columns: 80, rows: 24});
  const pty = spawn(chroot, [root, '/amiwatch', '--demo'], {
    cols: 80,
    rows: 24,
    env: {HOME: '/', TERM: 'xterm-256color', LANG: 'C.UTF-8'},
  });
  let exitCode: number | undefined;
  pty.onExit(exit => {
    ({exitCode} = exit);
  });
  pty.onData(data => void screen.write(data));
  const seen = (wanted: RegExp) =>
    waitUntil(() => wanted.test(screen.text()) || undefined, String(wanted), screen.text);
  await seen(/ami-[\da-f]{17}/);
  pty.write('q');
  await waitUntil(() => exitCode !== undefined || undefined, 'its end', screen.text);
  assert.equal(exitCode, 0);
  assert.ok(!screen.modes().has('alternateScreen'));
});
