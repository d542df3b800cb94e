import {execFile} from 'node:child_process';
import {statSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {BUILT_FILE} from '../../helpers/built-file.js';
import {SIZE_LIMITS} from '../../helpers/size-limits.js';
import type {Section} from '../helpers/row.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** How much there is to copy. */
export const size: Section = {
  name: 'size',
  async measure() {
    const {stdout} = await promisify(execFile)(
      'npm',
      ['pack', '--dry-run', '--json', '--ignore-scripts'],
      {cwd: ROOT},
    );
    return [
      {
        what: 'built file',
        ours: {values: [statSync(BUILT_FILE).size / 1000], unit: 'KB'},
        limit: {atMost: SIZE_LIMITS.builtFile},
      },
      {
        what: '`npm pack`, the tarball',
        ours: {values: [tarballBytes(stdout) / 1000], unit: 'KB'},
        limit: {atMost: SIZE_LIMITS.tarball},
      },
    ];
  },
};

/** npm 11 and older give a list of packages, newer ones an object by name. */
function tarballBytes(json: string): number {
  const [packed] = Object.values(JSON.parse(json) as Record<string, {readonly size?: number}>);
  if (packed?.size === undefined) {
    throw new Error('npm pack gave no size.');
  }

  return packed.size;
}
