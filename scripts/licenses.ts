import {readdir, readFile} from 'node:fs/promises';
import {join, sep} from 'node:path';
import type {Metafile} from 'esbuild';

const NODE_MODULES = `node_modules${sep}`;

/** Packages that are bundles themselves keep the licences of what is in them beside the code. */
const FOLDERS = ['.', 'build', 'dist'];
const LICENSE_FILE = /^(?:licen[cs]es?|copying|notice)(?:[.-].*)?$/i;

type Package = {
  readonly id: string;
  readonly license: string;

  /** Where its source is; the MPL asks for that. */
  readonly repository: string;
  readonly texts: readonly string[];
};

/**
The licences of every package of which something is in a bundle, each text once.
@throws {Error} (the build fails) for a package that names no licence.
*/
export async function licensesOf(metafile: Metafile): Promise<string> {
  const inputs = Object.values(metafile.outputs).flatMap(({inputs}) =>
    Object.entries(inputs).flatMap(([file, {bytesInOutput}]) => (bytesInOutput > 0 ? [file] : [])),
  );
  const folders = [...new Set(inputs.flatMap(file => packageFolder(file) ?? []))];
  const packages = await Promise.all(folders.map(readPackage));
  packages.sort((a, b) => a.id.localeCompare(b.id, 'en'));

  const owners = new Map<string, string[]>();
  for (const {id, texts} of packages) {
    for (const text of texts) {
      owners.set(text, [...new Set([...(owners.get(text) ?? []), id])]);
    }
  }
  const list = [
    ...new Set(packages.map(({id, license, repository}) => `${id}  ${license}  ${repository}`)),
  ];
  const sections = [...owners].map(
    ([text, ids]) => `${'-'.repeat(72)}\n${ids.join('\n')}\n\n${text}`,
  );
  return `amiwatch contains code of these packages:\n\n${list.join('\n')}\n\n${sections.join('\n\n')}\n`;
}

async function readPackage(folder: string): Promise<Package> {
  const {name, version, license, repository} = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  );
  const source = repository?.url ?? repository;
  if (typeof license !== 'string' || license === '' || typeof source !== 'string') {
    throw new Error(`${folder} names no licence or no repository.`);
  }
  const texts = await Promise.all(FOLDERS.map(part => readTexts(join(folder, part))));
  return {id: `${name}@${version}`, license, repository: source, texts: texts.flat()};
}

async function readTexts(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, {withFileTypes: true}).catch(() => []);
  const files = entries.filter(entry => entry.isFile() && LICENSE_FILE.test(entry.name));
  return Promise.all(
    files.map(async ({name}) => (await readFile(join(folder, name), 'utf8')).trim()),
  );
}

/** The folder of the innermost package that a file belongs to; `undefined` for the program's own. */
function packageFolder(file: string): string | undefined {
  const start = file.lastIndexOf(NODE_MODULES);
  if (start === -1) {
    return undefined;
  }
  const end = start + NODE_MODULES.length;
  const [scope = '', name = ''] = file.slice(end).split(sep);
  return file.slice(0, end) + (scope.startsWith('@') ? join(scope, name) : scope);
}
