import {asciiJson, jsonLine} from '../../ec2/escape-json.js';
import {type EventRecord, noteRecord} from '../../poll/tasks/event-record.js';
import {EVENT_NAMES} from '../../poll/tasks/events.js';

/** How much is kept while the file can't be written, in bytes; beyond it the oldest progress goes, and the oldest of everything only when there is no progress left. */
export const MAX_PENDING = 1024 * 1024;

export type LogQueue = {
  /** @returns False when older lines had to go. */
  readonly push: (records: readonly EventRecord[]) => boolean;

  /** Takes the next line out. Where lines had to go, it is one that tells how many (`Count`), and how many of them were progress (`Progress`). @param now ms since the epoch. */
  readonly next: (now: number) => Buffer | undefined;
  readonly isEmpty: () => boolean;

  /** Records that were pushed and neither taken out nor will be: those that wait and those that had to go, ever. */
  readonly missing: () => number;
};

type WaitingLine = {readonly line: Buffer; readonly isProgress: boolean};

/**
Lines that wait for a disk, bounded.
@param isAscii Whether what isn't ASCII is written by its number.
*/
export function createLogQueue(isAscii = false): LogQueue {
  const waiting: WaitingLine[] = [];
  let bytes = 0;
  let progress = 0;
  let lost = 0;
  let lostProgress = 0;
  let allLost = 0;
  const take = (index = 0) => {
    const [taken] = waiting.splice(index, 1);
    bytes -= taken?.line.length ?? 0;
    progress -= taken?.isProgress ? 1 : 0;
    return taken;
  };

  const drop = () => {
    const index = progress > 0 ? waiting.findIndex(({isProgress}) => isProgress) : 0;
    lost++;
    allLost++;
    lostProgress += take(index)?.isProgress ? 1 : 0;
  };

  return {
    push(records) {
      const before = lost;
      for (const record of records) {
        const line = toLine(record, isAscii);
        const isProgress = record.Event === EVENT_NAMES.progressed;
        waiting.push({line, isProgress});
        bytes += line.length;
        progress += isProgress ? 1 : 0;
        while (bytes > MAX_PENDING) {
          drop();
        }
      }

      return lost === before;
    },
    next(now) {
      if (lost === 0) {
        return take()?.line;
      }

      const mark = noteRecord('lost', now, {Count: lost, Progress: lostProgress});
      lost = 0;
      lostProgress = 0;
      return toLine(mark, isAscii);
    },
    isEmpty: () => waiting.length === 0 && lost === 0,
    missing: () => waiting.length + allLost,
  };
}

function toLine(record: EventRecord, isAscii: boolean): Buffer {
  const line = jsonLine(record);
  return Buffer.from(isAscii ? asciiJson(line) : line);
}
