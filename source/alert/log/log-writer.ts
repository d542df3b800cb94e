import {constants} from 'node:fs';
import {type FileHandle, mkdir, open} from 'node:fs/promises';
import path from 'node:path';

/** Without blocking: the opening of a pipe that nobody reads would keep the program from ending. */
const FLAGS = constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | constants.O_NONBLOCK;
const NEWLINE = 0x0a;

export type LogHandle = Pick<FileHandle, 'write' | 'read' | 'stat' | 'close'>;
export type OpenLog = (file: string, flags: number, mode: number) => Promise<LogHandle>;

export type LogWriter = {
  /** Writes what `next` gives until that is `undefined`; rejects with an error that has a `code`. */
  readonly write: (next: () => Buffer | undefined) => Promise<void>;

  /** False while a line that was given is not whole in the file. */
  readonly isBetweenLines: () => boolean;
};

/** The line that is being written: into which file, and how far. */
type Current = {readonly line: Buffer; readonly inode: number; readonly offset: number};

/**
Appends lines to a file, each once and whole, even when a full disk takes only a part of one: the rest follows at the next call.
A file that it makes is for its owner only (0600), a folder likewise (0700). It is opened for each batch, so that it may be moved away at any time (logrotate). Only a regular file is taken: a terminal would be the screen, a pipe may block.
*/
export function createLogWriter(file: string, openLog: OpenLog = open): LogWriter {
  let current: Current | undefined;
  let hasWritten = false;

  const writeLines = async (handle: LogHandle, next: () => Buffer | undefined) => {
    const stat = await handle.stat();
    if (!stat.isFile()) {
      throw Object.assign(new Error(), {code: 'not a regular file'});
    }

    const inode = Number(stat.ino);
    if (current && (current.inode !== inode || stat.size === 0)) {
      // The part that was written went away with its file.
      current = {line: current.line, inode, offset: 0};
    }

    if (!hasWritten && stat.size > 0 && (await lastByte(handle, stat.size)) !== NEWLINE) {
      // Someone was interrupted in the middle of a line.
      await handle.write(Buffer.from('\n'));
    }

    hasWritten = true;
    for (;;) {
      const line = current?.line ?? next();
      if (!line) {
        return;
      }

      // Kept before the write is tried: the line has left the queue.
      current ??= {line, inode, offset: 0};
      const {bytesWritten} = await handle.write(line, current.offset);
      const offset: number = current.offset + bytesWritten;
      current = offset < line.length ? {line, inode, offset} : undefined;
      if (bytesWritten === 0) {
        throw Object.assign(new Error(), {code: 'nothing was written'});
      }
    }
  };

  return {
    async write(next) {
      await mkdir(path.dirname(file), {recursive: true, mode: 0o700});
      const handle = await openLog(file, FLAGS, 0o600);
      try {
        await writeLines(handle, next);
      } finally {
        await handle.close();
      }
    },
    isBetweenLines: () => current === undefined,
  };
}

async function lastByte(handle: LogHandle, size: number): Promise<number | undefined> {
  const {buffer, bytesRead} = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return bytesRead === 1 ? buffer[0] : undefined;
}
