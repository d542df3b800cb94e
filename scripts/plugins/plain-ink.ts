import type {Plugin} from 'esbuild';
import {patchFile} from './patch.js';

const IF_DEV = "if (process.env['DEV'] === 'true') {\n    ";

/**
Leaves Ink's connection to React's developer tools out: with DEV=true in somebody's environment it would reach out to port 8097. It is also all that keeps Ink from being a script: its top-level await. Without this edit there is no built file. `define` can't do it, because the file imports `process`.
*/
export const plainInk: Plugin = {
  name: 'plain-ink',
  setup(build) {
    patchFile(build, /[\\/]ink[\\/]build[\\/]reconciler\.js$/, [
      [`${IF_DEV}// Intentionally no warning`, 'if (false) {\n    // Intentionally no warning'],
      [`${IF_DEV}try {\n        const loaded`, 'if (false) {\n    try {\n        const loaded'],
    ]);
  },
};
