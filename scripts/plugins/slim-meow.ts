import type {Plugin} from 'esbuild';
import {patchFile} from './patch.js';

/**
Leaves out what meow needs to find and normalise a package.json: a fifth of a megabyte of licence lists, host names and code frames, 35 ms of every start (measured). The program hands meow its name and version (`pkg`) and never asks for `result.pkg`, so none of it can run.
*/
export const slimMeow: Plugin = {
  name: 'slim-meow',
  setup(build) {
    patchFile(build, /meow\/build\/dependencies\.js$/, [
      ['var libExports = requireLib$1();', ''],
      ['var normalizeExports = requireNormalize();', ''],
      ['const normalizePackageData = getDefaultExportFromCjs(normalizeExports);', ''],
      ['promisify(execFile);', ''],
      [
        'readPackageUpSync as a, constructParserOptions as b,',
        'unreachable as a, constructParserOptions as b,',
      ],
      ['normalizePackageData as n, redent as r,', 'unreachable as n, redent as r,'],
      [
        'export { ',
        `function unreachable() { throw new Error('meow is always given its package.json'); }\nexport { `,
      ],
    ]);
  },
};
