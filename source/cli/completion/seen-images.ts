import {existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {homeFolder} from '../arguments/home-folder.js';
import {isImageId} from '../arguments/values.js';
import {xdgPath} from '../arguments/xdg-path.js';

/** How many AMI IDs are kept. A shell shows no more at once. */
const MAX_SEEN = 200;

/** `$XDG_STATE_HOME/amiwatch/seen-amis`, by default in ~/.local/state; `undefined` where there is no home. */
export function seenImagesPath(env: NodeJS.ProcessEnv): string | undefined {
  return xdgPath(env, 'XDG_STATE_HOME', 'seen-amis');
}

/** AMI IDs that were seen lately, the newest first; none where the file isn't there or can't be read. */
export function readSeenImages(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    const text = readFileSync(seenImagesPath(env) ?? '', 'utf8');
    return text.split('\n').filter(isImageId).slice(0, MAX_SEEN);
  } catch {
    return [];
  }
}

/**
Puts AMI IDs before those that the file has. They are no secret, but nobody else's business: only the user can read the file. One that can't be written costs a convenience, and no word; a home that isn't there is not made.
@param ids The newest first.
*/
export function rememberImages(env: NodeJS.ProcessEnv, ids: readonly string[]): void {
  const file = seenImagesPath(env);
  const before = readSeenImages(env);
  const kept = [...new Set([...ids.filter(isImageId), ...before])].slice(0, MAX_SEEN);
  const home = homeFolder(env);
  const isWithoutHome = home !== undefined && file?.startsWith(home) && !existsSync(home);
  if (!file || isWithoutHome || kept.join() === before.join()) {
    return;
  }
  try {
    mkdirSync(path.dirname(file), {recursive: true, mode: 0o700});
    writeWhole(file, `${kept.join('\n')}\n`);
  } catch {
    // Not a word about it.
  }
}

/** Whoever reads it at the same time has the old one or the new one. */
function writeWhole(file: string, text: string): void {
  const temporary = `${file}.${process.pid}`;
  try {
    writeFileSync(temporary, text, {mode: 0o600});
    renameSync(temporary, file);
  } finally {
    rmSync(temporary, {force: true});
  }
}
