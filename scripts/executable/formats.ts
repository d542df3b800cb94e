import {execFile} from 'node:child_process';
import {cp, mkdir, readFile, rename} from 'node:fs/promises';
import path from 'node:path';
import {promisify} from 'node:util';
import {writeWhole} from '../bundle.js';
import type {Architecture} from './parts.js';
import {type Company, settle, writeCompany} from './tree.js';

const run = promisify(execFile);

export const FORMATS = ['tar', 'deb', 'rpm'] as const;

export type Format = (typeof FORMATS)[number];

export type PackageInput = Company & {
  readonly architecture: Architecture;

  /** One line of what it is. */
  readonly summary: string;

  /** The executable, which is copied. */
  readonly executable: string;

  /** An empty folder to work in. */
  readonly folder: string;
};

/** Makes a package of an executable. @returns The file, in the folder to work in. */
export function makePackage(format: Format, input: PackageInput): Promise<string> {
  return MAKERS[format](input);
}

const MAKERS = {tar: makeTar, deb: makeDeb, rpm: makeRpm} as const satisfies Record<
  Format,
  (input: PackageInput) => Promise<string>
>;

/** One folder, whose contents go below a prefix: `tar xzf FILE --strip-components=1 -C ~/.local`. */
async function makeTar(input: PackageInput): Promise<string> {
  const {version, architecture, folder, date} = input;
  const name = `amiwatch-${version}-linux-${architecture}`;
  await fill(path.join(folder, name), input);
  const file = path.join(folder, `${name}.tar.gz`);
  const mtime = `--mtime=@${date.getTime() / 1000}`;
  const owner = ['--owner=0', '--group=0', '--numeric-owner', '--sort=name', '--format=gnu'];
  await run('tar', ['-I', 'gzip -n', '-cf', file, ...owner, mtime, '-C', folder, name]);
  return file;
}

/** The oldest libraries that the executable starts with; their names in Debian. */
const DEB_DEPENDS = 'libc6 (>= 2.28), libgcc-s1 | libgcc1, libstdc++6 (>= 6)';

async function makeDeb(input: PackageInput): Promise<string> {
  const {version, architecture, folder, date, executable, summary} = input;
  const debian = {x64: 'amd64', arm64: 'arm64'}[architecture];
  const root = path.join(folder, 'deb');
  await fill(path.join(root, 'usr'), {...input, zshFolder: 'share/zsh/vendor-completions'});
  const kilobytes = Math.ceil((await readFile(executable)).length / 1024);
  const control = [
    'Package: amiwatch',
    `Version: ${version}`,
    `Architecture: ${debian}`,
    'Maintainer: The amiwatch authors <amiwatch@localhost>',
    `Installed-Size: ${kilobytes}`,
    `Depends: ${DEB_DEPENDS}`,
    'Section: admin',
    'Priority: optional',
    `Description: ${summary}`,
    '',
  ];
  await writeWhole(path.join(root, 'DEBIAN/control'), control.join('\n'));
  await settle(root, date);
  const file = path.join(folder, `amiwatch_${version}_${debian}.deb`);
  // Debian before 12 can't unpack zstd, and xz takes minutes.
  await tool('dpkg-deb', 'dpkg', ['-Zgzip', '--root-owner-group', '--build', root, file], date);
  return file;
}

async function makeRpm(input: PackageInput): Promise<string> {
  const {version, architecture, folder, date, summary} = input;
  const machine = {x64: 'x86_64', arm64: 'aarch64'}[architecture];
  const root = path.join(folder, 'rpm');
  await fill(path.join(root, 'usr'), input);
  await settle(root, date);
  const top = path.join(folder, 'rpmbuild');
  const spec = path.join(folder, 'amiwatch.spec');
  const text = [
    'Name: amiwatch',
    `Version: ${version}`,
    'Release: 1',
    `Summary: ${summary}`,
    'License: MIT',
    'AutoProv: no',
    '%description',
    `${summary}.`,
    '%install',
    'mkdir -p %{buildroot}',
    `cp -a ${root}/. %{buildroot}/`,
    '%files',
    '/usr/bin/amiwatch',
    '/usr/share/amiwatch',
    '/usr/share/bash-completion/completions/amiwatch',
    '/usr/share/doc/amiwatch',
    '/usr/share/fish/vendor_completions.d/amiwatch.fish',
    '/usr/share/man/man1/amiwatch.1',
    '/usr/share/zsh/site-functions/_amiwatch',
    '',
  ];
  await writeWhole(spec, text.join('\n'));
  const macros = {
    _topdir: top,
    _build_id_links: 'none',
    _buildhost: 'localhost',
    // No distribution's own steps: the executable is stripped already, and its program would be lost.
    __os_install_post: '%{nil}',
    debug_package: '%{nil}',
    use_source_date_epoch_as_buildtime: '1',
    clamp_mtime_to_source_date_epoch: '1',
    source_date_epoch_from_changelog: '0',
    _binary_payload: 'w3.zstdio',
  };
  const defines = Object.entries(macros).flatMap(([name, value]) => [
    '--define',
    `${name} ${value}`,
  ]);
  await tool('rpmbuild', 'rpm', ['-bb', '--target', machine, ...defines, spec], date);
  const name = `amiwatch-${version}-1.${machine}.rpm`;
  const file = path.join(folder, name);
  await rename(path.join(top, 'RPMS', machine, name), file);
  return file;
}

async function fill(prefix: string, input: PackageInput): Promise<void> {
  const program = path.join(prefix, 'bin/amiwatch');
  await mkdir(path.dirname(program), {recursive: true});
  await cp(input.executable, program);
  await writeCompany(prefix, input);
  await settle(prefix, input.date);
}

/** @throws {Error} in a sentence when the tool isn't there. */
async function tool(name: string, from: string, argv: readonly string[], date: Date) {
  const env = {...process.env, SOURCE_DATE_EPOCH: String(date.getTime() / 1000)};
  try {
    await run(name, argv, {env, maxBuffer: 64 * 1024 * 1024});
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ENOENT'
      ? new Error(`${name} is missing, which makes the package. Install ${from}.`)
      : error;
  }
}
