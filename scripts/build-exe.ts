import {createHash} from 'node:crypto';
import {cp, mkdir, mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {parseArgs} from 'node:util';
import packageJson from '../package.json' with {type: 'json'};
import {bundle, writeWhole} from './bundle.js';
import {builtAt} from './executable/built-at.js';
import {FORMATS, type Format, makePackage} from './executable/formats.js';
import {makeExecutable} from './executable/make-executable.js';
import {ARCHITECTURES, executableParts} from './executable/parts.js';
import {licensesOf} from './licenses.js';
import {partsOf} from './parts.js';

/*
Makes the executable and its packages in dist-exe/.
  --arch x64|arm64       Repeatable. Default: this machine's.
  --format tar|deb|rpm   Repeatable. Default: tar.
  --out FOLDER           Default: dist-exe.
*/

try {
  await build();
} catch (error) {
  console.error(`build:exe: ${(error as Error).message}`);
  process.exitCode = 1;
}

async function build(): Promise<void> {
  const {values} = parseArgs({
    options: {
      arch: {type: 'string', multiple: true, default: [process.arch]},
      format: {type: 'string', multiple: true, default: ['tar']},
      out: {type: 'string', default: 'dist-exe'},
    },
  });
  if (process.platform !== 'linux' || !isOneOf(ARCHITECTURES, process.arch)) {
    throw new Error('The executable runs on Linux, x64 or arm64: make it on such a machine.');
  }
  const architectures = values.arch.map(one => known(ARCHITECTURES, one, '--arch'));
  const formats = values.format.map(one => known(FORMATS, one, '--format'));
  const parts = await executableParts();
  const made = await bundle();
  const program = partsOf(made);
  const licenses = `${await licensesOf(made.metafile)}\n${'-'.repeat(72)}\nNode.js v${parts.nodeVersion}\n\n${parts.nodeLicense}`;
  const folder = await mkdtemp(path.join(tmpdir(), 'amiwatch-exe-'));
  try {
    for (const architecture of architectures) {
      const work = path.join(folder, architecture);
      await mkdir(work);
      const executable = path.join(work, 'amiwatch');
      await makeExecutable({architecture, program, parts, folder: work, output: executable});
      for (const format of formats) {
        const own = path.join(work, format);
        await mkdir(own);
        await deliver(values.out, format, {
          version: packageJson.version,
          summary: packageJson.description,
          date: builtAt(),
          licenses,
          architecture,
          executable,
          folder: own,
        });
        await rm(own, {recursive: true});
      }
    }
  } finally {
    await rm(folder, {recursive: true});
  }
}

/** Puts a package into the folder for it, with its checksum, as `sha256sum -c` takes it. */
async function deliver(
  out: string,
  format: Format,
  input: Parameters<typeof makePackage>[1],
): Promise<void> {
  const made = await makePackage(format, input);
  const contents = await readFile(made);
  const name = path.basename(made);
  await mkdir(out, {recursive: true});
  await cp(made, path.join(out, name));
  const sum = createHash('sha256').update(contents).digest('hex');
  await writeWhole(path.join(out, `${name}.sha256`), `${sum}  ${name}\n`);
  console.error(`${out}/${name} ${Math.round(contents.length / 1_000_000)} MB`);
}

function known<Value extends string>(values: readonly Value[], text: string, flag: string): Value {
  if (!isOneOf(values, text)) {
    throw new Error(`${flag} ${text}: pass ${values.join(', ')}.`);
  }
  return text;
}

function isOneOf<Value extends string>(values: readonly Value[], text: string): text is Value {
  return values.some(value => value === text);
}
