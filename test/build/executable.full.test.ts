import assert from 'node:assert/strict';
import {execFile, execFileSync, spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test, {after, before} from 'node:test';
import {promisify} from 'node:util';
import {spawn} from '@lydell/node-pty';
import {waitUntil} from '../helpers/pty.js';
import {createScreen} from '../helpers/screen.js';

const run = promisify(execFile);
const {version} = JSON.parse(readFileSync('package.json', 'utf8')) as {version: string};
const nameFor = (architecture: string) => `amiwatch-${version}-linux-${architecture}`;
const name = nameFor('x64');

/** Its full path: what it runs gets no PATH. */
const chroot = spawnSync('sh', ['-c', 'command -v chroot'], {encoding: 'utf8'}).stdout.trim();

const isThere = (command: string) => spawnSync(command, ['--version']).error === undefined;
const without = (...commands: readonly string[]) => {
  const missing = commands.filter(command => !isThere(command));
  return missing.length > 0 ? `${missing.join(', ')} not installed` : false;
};

function whyNot(): string | false {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return 'these executables are made on linux-x64';
  }
  return chroot && spawnSync(chroot, ['/', 'true']).status === 0
    ? without('strip')
    : 'an empty root needs chroot(8)';
}

const skip = whyNot();
const noDeb = skip || without('dpkg-deb');
const noRpm = skip || without('rpmbuild', 'rpm');
const noArm = skip || without('aarch64-linux-gnu-strip');
const folder = mkdtempSync(path.join(tmpdir(), 'amiwatch-exe-'));
const at = (...parts: readonly string[]) => path.join(folder, ...parts);
const root = at('root');
const minbase = at('minbase');
const executable = at(name, 'bin/amiwatch');

/** Builds as somebody else would, elsewhere and with another umask. */
async function build(out: string, umask: string): Promise<void> {
  const command = `umask ${umask}; exec "$0" --import=tsx scripts/build-exe.ts "$@"`;
  const formats = ['tar', ...(noDeb ? [] : ['deb']), ...(noRpm ? [] : ['rpm'])];
  for (const [architecture, made] of [
    ['x64', formats],
    ['arm64', noArm ? [] : ['tar']],
  ] as const) {
    const flags = made.flatMap(format => ['--format', format]);
    const argv = ['-c', command, process.execPath, ...flags, '--arch', architecture, '--out', out];
    if (made.length > 0) {
      await run('sh', argv, {env: {...process.env, SOURCE_DATE_EPOCH: '1767225600'}});
    }
  }
}

/** Nothing but the executable and the libraries that it names is in the root: no shell, no Node, no /proc. */
function fillRoot(): void {
  mkdirSync(path.join(root, 'tmp'), {recursive: true});
  copyFileSync(executable, path.join(root, 'amiwatch'));
  const {stdout} = spawnSync('ldd', [executable], {encoding: 'utf8'});
  for (const [library] of stdout.matchAll(/\/\S+/g)) {
    mkdirSync(path.join(root, path.dirname(library)), {recursive: true});
    copyFileSync(library, path.join(root, library));
  }
}

/** The smallest Debian 12: what every installation of it has. */
let noMinbase: string | false = skip;

before(async () => {
  if (skip) {
    return;
  }
  await build(at('first'), '022');
  for (const architecture of noArm ? ['x64'] : ['x64', 'arm64']) {
    await run('tar', ['-xzf', at('first', `${nameFor(architecture)}.tar.gz`), '-C', folder]);
  }
  fillRoot();
  noMinbase = without('debootstrap');
  if (!noMinbase) {
    try {
      await run('debootstrap', ['--variant=minbase', 'bookworm', minbase], {
        maxBuffer: 64 * 1024 * 1024,
        timeout: 240_000,
      });
    } catch {
      noMinbase = "debootstrap can't fetch Debian 12";
    }
  }
});
after(() => rmSync(folder, {recursive: true, force: true}));

const sum = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

/** Runs a command in the smallest Debian. */
const inMinbase = (...argv: readonly string[]) =>
  execFileSync(chroot, [minbase, ...argv], {
    encoding: 'utf8',
    env: {HOME: '/root', PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C'},
    stdio: ['ignore', 'pipe', 'pipe'],
  });

const COMPANY = [
  ['share/man/man1/amiwatch.1', '.TH AMIWATCH 1 2026-01-01'],
  ['share/bash-completion/completions/amiwatch', 'amiwatch'],
  ['share/zsh/site-functions/_amiwatch', '#compdef amiwatch'],
  ['share/fish/vendor_completions.d/amiwatch.fish', 'complete -c amiwatch'],
  ['share/doc/amiwatch/copyright', 'MIT'],
  ['share/doc/amiwatch/licenses.txt', 'Node.js v24.'],
] as const;

for (const architecture of ['x64', 'arm64']) {
  const skipHere = architecture === 'arm64' ? noArm : skip;
  test(`the archive for ${architecture} holds what belongs below a prefix`, {
    skip: skipHere,
  }, () => {
    const own = at(nameFor(architecture));
    assert.deepEqual(readdirSync(own).sort(), ['bin', 'share']);
    for (const [file, mark] of COMPANY) {
      assert.ok(readFileSync(path.join(own, file), 'utf8').includes(mark), file);
    }
  });

  test(`the executable for ${architecture} is an ELF file for it, without symbols`, {
    skip: skipHere,
  }, () => {
    const file = at(nameFor(architecture), 'bin/amiwatch');
    const head = Buffer.alloc(20);
    readSync(openSync(file, 'r'), head, 0, 20, 0);
    assert.equal(head.toString('latin1', 0, 4), '\u007fELF');
    assert.equal(head.readUInt16LE(18), architecture === 'arm64' ? 183 : 62);
    const readelf = architecture === 'arm64' ? 'aarch64-linux-gnu-readelf' : 'readelf';
    const sections = execFileSync(readelf, ['--sections', '--wide', file], {encoding: 'utf8'});
    assert.match(sections, /\.text/);
    assert.doesNotMatch(sections, /\.symtab|\.debug_/);
    const dynamic = execFileSync(readelf, ['--dynamic', file], {encoding: 'utf8'});
    assert.match(dynamic, /libstdc\+\+/);
    assert.doesNotMatch(dynamic, /libatomic/);
  });
}

test('the checksums are those of the packages', {skip}, () => {
  const sums = readdirSync(at('first')).filter(file => file.endsWith('.sha256'));
  assert.ok(sums.length > 0);
  for (const file of sums) {
    const made = file.replace('.sha256', '');
    const line = readFileSync(at('first', file), 'utf8');
    assert.equal(line, `${sum(at('first', made))}  ${made}\n`);
  }
});

test('two builds of one commit are the same to the byte', {skip}, async () => {
  await build(at('second'), '077');
  const files = readdirSync(at('first'));
  assert.deepEqual(readdirSync(at('second')), files);
  for (const file of files) {
    assert.equal(sum(at('second', file)), sum(at('first', file)), file);
  }
});

test('it answers once in an empty root, whatever NODE_OPTIONS says', {skip}, async () => {
  assert.ok(!existsSync(path.join(root, 'bin')) && !existsSync(path.join(root, 'proc')));
  for (const options of ['--no-such-flag', '--require=/nowhere.js', '--inspect=0']) {
    const {stdout, stderr} = await run(
      chroot,
      [root, '/amiwatch', '--demo', '--once', '--max-items', '3'],
      {env: {HOME: '/', NODE_OPTIONS: options}},
    );
    assert.equal(stderr, '');
    assert.equal(JSON.parse(stdout).StoreImageTaskResults.length, 3);
  }
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
  // What it wrote last is still on its way to the screen.
  await screen.write('');
  assert.ok(!screen.modes().has('alternateScreen'));
});

test('unpacked below a prefix it runs in the smallest Debian 12', {skip}, t => {
  if (noMinbase) {
    t.skip(noMinbase);
    return;
  }
  mkdirSync(path.join(minbase, 'srv/prefix'), {recursive: true});
  copyFileSync(at('first', `${name}.tar.gz`), path.join(minbase, 'srv/amiwatch.tar.gz'));
  inMinbase('tar', 'xzf', '/srv/amiwatch.tar.gz', '--strip-components=1', '-C', '/srv/prefix');
  const program = '/srv/prefix/bin/amiwatch';
  assert.doesNotMatch(inMinbase('ldd', program), /not found/);
  assert.match(inMinbase(program, '--version'), new RegExp(`^amiwatch/${version}\n`));
  const answer = inMinbase(program, '--demo', '--once', '--max-items', '2');
  assert.equal(JSON.parse(answer).StoreImageTaskResults.length, 2);
  for (const [file] of COMPANY) {
    assert.ok(existsSync(path.join(minbase, 'srv/prefix', file)), file);
  }
});

test('dpkg installs and removes the deb in the smallest Debian 12', {skip: noDeb}, t => {
  if (noMinbase) {
    t.skip(noMinbase);
    return;
  }
  const deb = `amiwatch_${version}_amd64.deb`;
  copyFileSync(at('first', deb), path.join(minbase, 'srv', deb));
  inMinbase('dpkg', '-i', `/srv/${deb}`);
  assert.equal(inMinbase('amiwatch', '--version').trim(), `amiwatch/${version}`);
  const files = inMinbase('dpkg', '-L', 'amiwatch').split('\n');
  for (const file of [
    '/usr/bin/amiwatch',
    '/usr/share/man/man1/amiwatch.1',
    '/usr/share/zsh/vendor-completions/_amiwatch',
    '/usr/share/doc/amiwatch/copyright',
  ]) {
    assert.ok(files.includes(file), file);
  }
  inMinbase('dpkg', '-r', 'amiwatch');
  assert.ok(!existsSync(path.join(minbase, 'usr/bin/amiwatch')));
  assert.ok(!existsSync(path.join(minbase, 'usr/share/doc/amiwatch')));
});

test('rpm installs and removes the rpm in an empty root', {skip: noRpm}, () => {
  const other = at('rpm-root');
  mkdirSync(path.join(other, 'var/lib/rpm'), {recursive: true});
  const file = at('first', `amiwatch-${version}-1.x86_64.rpm`);
  // The root has no packages at all, so those that it depends on aren't there either.
  execFileSync('rpm', ['--root', other, '--nodeps', '-i', file], {stdio: 'pipe'});
  assert.equal(
    execFileSync(path.join(other, 'usr/bin/amiwatch'), ['--version'], {encoding: 'utf8'}).trim(),
    `amiwatch/${version}`,
  );
  assert.ok(existsSync(path.join(other, 'usr/share/man/man1/amiwatch.1')));
  execFileSync('rpm', ['--root', other, '-e', 'amiwatch'], {stdio: 'pipe'});
  assert.ok(!existsSync(path.join(other, 'usr/bin/amiwatch')));
  assert.ok(!existsSync(path.join(other, 'usr/share/doc/amiwatch')));
});

const ARM_ROOT = '/usr/aarch64-linux-gnu';
const noEmulator =
  noArm ||
  without('qemu-aarch64-static') ||
  (existsSync(`${ARM_ROOT}/lib/libstdc++.so.6`) ? false : 'no libraries for arm64 here');

test('the executable for arm64 answers under an emulator', {skip: noEmulator}, async () => {
  const program = at(nameFor('arm64'), 'bin/amiwatch');
  const argv = ['-L', ARM_ROOT, program, '--demo', '--once', '--max-items', '2'];
  const {stdout} = await run('qemu-aarch64-static', argv, {env: {HOME: '/'}});
  assert.equal(JSON.parse(stdout).StoreImageTaskResults.length, 2);
});
