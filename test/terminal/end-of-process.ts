import {writeFileSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {TestContext} from 'node:test';
import {isAlive, waitUntil} from '../helpers/pty.js';

/** The codes that signals end it with. */
export const SIGNALS = [
  ['SIGTERM', 143],
  ['SIGHUP', 129],
  ['SIGINT', 130],
] as const;

export async function gone(pid: number): Promise<void> {
  await waitUntil(() => !isAlive(pid) || undefined, `the end of process ${pid}`);
}

/** A module that is loaded into the program: `NODE_OPTIONS` for it. */
export async function preloaded(t: TestContext, text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'amiwatch-preload-'));
  t.after(() => rm(folder, {recursive: true, force: true}));
  const file = join(folder, 'preload.mjs');
  writeFileSync(file, text);
  return `--import=${file}`;
}

/** A module that makes the program fail when SIGUSR2 comes. */
export function failing(t: TestContext, statement: string): Promise<string> {
  return preloaded(t, `process.on('SIGUSR2', () => {${statement}});\n`);
}
