import {type EventRecord, noteRecord} from '../poll/event-record.js';

/** How much is kept while the file can't be written, in bytes; beyond it the oldest go. */
export const MAX_PENDING = 1024 * 1024;

export type LogQueue = {
  /** @returns False when older lines had to go. */
  readonly push: (records: readonly EventRecord[]) => boolean;

  /** Takes the next line out. Where lines had to go, it is one that tells how many. @param now ms since the epoch. */
  readonly next: (now: number) => Buffer | undefined;
  readonly isEmpty: () => boolean;
};

/** Lines that wait for a disk, bounded. */
export function createLogQueue(): LogQueue {
  const lines: Buffer[] = [];
  let bytes = 0;
  let lost = 0;
  const take = () => {
    const line = lines.shift();
    bytes -= line?.length ?? 0;
    return line;
  };

  return {
    push(records) {
      const before = lost;
      for (const record of records) {
        const line = toLine(record);
        lines.push(line);
        bytes += line.length;
        while (bytes > MAX_PENDING) {
          take();
          lost++;
        }
      }

      return lost === before;
    },
    next(now) {
      if (lost === 0) {
        return take();
      }

      const mark = noteRecord('lost', now, {Count: lost});
      lost = 0;
      return toLine(mark);
    },
    isEmpty: () => lines.length === 0 && lost === 0,
  };
}

function toLine(record: EventRecord): Buffer {
  return Buffer.from(`${JSON.stringify(record)}\n`);
}
