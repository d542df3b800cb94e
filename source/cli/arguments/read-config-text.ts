import {closeSync, constants, fstatSync, openSync, readFileSync, type Stats} from 'node:fs';
import {shellQuote} from '../../base/shell-quote.js';

/** More than any config file holds, in bytes. */
const MAX_BYTES = 1024 * 1024;

/** Without waiting: opening a pipe that nobody writes to would keep the program from starting. Absent on Windows. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

/** What a config file holds, or why it isn't taken. */
export type ConfigText =
  | {readonly text: string}

  /** It is there, but nothing in it can be trusted. */
  | {readonly distrusted: string}

  /** It is there and can't be used. */
  | {readonly problem: string};

/**
Opens the file once and judges what it has opened: between a look at a name and its reading another file may come to stand there.
@returns `undefined` for a file that isn't there; otherwise sentences say what is wrong and what to do.
*/
export function readConfigText(file: string): ConfigText | undefined {
  let descriptor: number;
  try {
    descriptor = openSync(file, FLAGS);
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : unreadable(file, code);
  }

  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) {
      return {problem: `${file} is not a regular file. Remove it.`};
    }

    if (isWritableByOthers(stats)) {
      return {
        distrusted: `${file} is not obeyed, because others can write it. Run ${howToOwn(file, stats)} once you have read it.`,
      };
    }

    return stats.size > MAX_BYTES
      ? {problem: `${file} is too large for a config file. Correct it or remove it.`}
      : {text: readFileSync(descriptor, 'utf8')};
  } catch (error) {
    return unreadable(file, (error as NodeJS.ErrnoException).code);
  } finally {
    closeSync(descriptor);
  }
}

function unreadable(file: string, code: string | undefined): ConfigText {
  return {problem: `${file} can't be read (${code}). Correct its permissions or remove it.`};
}

/** On POSIX: someone who is neither the user nor root owns it, or its group or everyone may write it. */
function isWritableByOthers(stats: Stats): boolean {
  return process.getuid !== undefined && (isForeign(stats) || (stats.mode & 0o022) !== 0);
}

function isForeign({uid}: Stats): boolean {
  return uid !== process.getuid?.() && uid !== 0;
}

function howToOwn(file: string, stats: Stats): string {
  const name = shellQuote(file);
  const mode = `chmod go-w ${name}`;
  return isForeign(stats) ? `chown ${process.getuid?.()} ${name} and ${mode}` : mode;
}
