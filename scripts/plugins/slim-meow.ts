import type {Plugin} from 'esbuild';
import {patchFile} from './patch.js';

/**
Leaves `normalize-package-data` out of meow, with its tables of licences: meow asks it for the package's description and the names of its programs when it prints help or a version by itself, which it never does here. Only to load it takes 8 ms of each start that parses a command line.
*/
export const slimMeow: Plugin = {
  name: 'slim-meow',
  setup(build) {
    patchFile(build, /[\\/]meow[\\/]build[\\/]dependencies\.js$/, [
      [
        'var normalizeExports = requireNormalize();\nconst normalizePackageData = getDefaultExportFromCjs(normalizeExports);\npromisify(execFile);',
        'const normalizePackageData = () => {};',
      ],
    ]);
  },
};
