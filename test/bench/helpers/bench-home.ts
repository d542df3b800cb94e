import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {BENCH_ENV} from './aws.js';
import type {Bench} from './row.js';

/** The bench's environment with a home of its own, in which V8 keeps what it has compiled between starts. */
export function envWithHome({after}: Pick<Bench, 'after'>) {
  const home = mkdtempSync(join(tmpdir(), 'amiwatch-bench-'));
  after(() => rmSync(home, {recursive: true, force: true}));
  return {...BENCH_ENV, HOME: home};
}
