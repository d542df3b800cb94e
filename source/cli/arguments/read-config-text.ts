import {closeSync, constants, fstatSync, openSync, readFileSync, type Stats} from 'node:fs';
import {shellQuote} from '../../base/shell-quote.js';

/** More than any config file holds, in bytes. */
const MAX_BYTES = 1024 * 1024;

/** Without waiting: opening a pipe that nobody writes to would keep the program from starting. Absent on Windows. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

/** What a config file holds, or why it isn't taken. */
export type ConfigText =
  | {readonly text: string}

  /** It is there, but nothing in it can be trusted: a sentence, and what to do. */
  | {readonly distrusted: string}

  /** It can't be used: a sentence, and what to do to mend it, if that can be done. */
  | {readonly problem: string; readonly mend?: string | undefined; readonly isMissing?: boolean};

/** Opens the file once and judges what it has opened: between a look at a name and its reading another file may come to stand there. */
export function readConfigText(file: string): ConfigText {
  let descriptor: number;
  try {
    descriptor = openSync(file, FLAGS);
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? {problem: `There is no file ${file}.`, isMissing: true}
      : unreadable(file, code);
  }

  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) {
      return {problem: `${file} is not a regular file.`};
    }

    if (isWritableByOthers(stats)) {
      return {
        distrusted: `${file} is not obeyed, because others can write it. Run ${howToOwn(file, stats)} once you have read it.`,
      };
    }

    return stats.size > MAX_BYTES
      ? {problem: `${file} is too large for a config file.`, mend: 'Correct it'}
      : decode(readFileSync(descriptor), file);
  } catch (error) {
    return unreadable(file, (error as NodeJS.ErrnoException).code);
  } finally {
    closeSync(descriptor);
  }
}

/** Editors of Windows put a mark in front that says how the text is encoded. */
function decode(bytes: Buffer, file: string): ConfigText {
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return isUtf16
    ? {problem: `${file} is in UTF-16.`, mend: 'Save it as UTF-8'}
    : {text: bytes.toString('utf8').replace(/^\uFEFF/, '')};
}

function unreadable(file: string, code: string | undefined): ConfigText {
  return {problem: `${file} can't be read (${code}).`, mend: 'Correct its permissions'};
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
