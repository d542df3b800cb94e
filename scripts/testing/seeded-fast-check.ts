import process from 'node:process';
import fc from 'fast-check';
import {DEFAULT_SEED, SEED_VARIABLE} from './seed.js';

/*
What tests get for `fast-check`: the same cases in each run, so that CI fails for a change and not by chance. A failure prints its seed.
*/
fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  seed: Number(process.env[SEED_VARIABLE] ?? DEFAULT_SEED),
});

export * from 'fast-check';
export {fc as default};
