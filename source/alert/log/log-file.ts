import {within} from '../../base/within.js';
import {cleanText} from '../../ec2/clean-text.js';
import type {Clock} from '../../poll/clock.js';
import type {EventRecord} from '../../poll/tasks/event-record.js';
import {createLogQueue} from './log-queue.js';
import {createLogWriter, type OpenLog} from './log-writer.js';

export const LOG_TIMES = {
  /** From a failure to the next try, in ms. */
  retryMs: 10_000,

  /** How long the program's end waits for a disk, in ms. */
  stopMs: 500,
} as const;

export type LogFile = {
  /** Takes records to write; returns at once, never throws. */
  readonly append: (records: readonly EventRecord[]) => void;

  /** Writes what is still to be written, unless that takes too long. */
  readonly stop: () => Promise<void>;

  /** What is to be said at the end: that it could not be written, and how many lines it lacks; `undefined` when it has all. */
  readonly summary: () => string | undefined;
};

export type LogFileOptions = {
  readonly clock: Clock;

  /** Gets a clean sentence when the file can't be written, once until it can be again, and one then. */
  readonly onProblem: (message: string) => void;

  /** Gets what is wrong as long as it is, and `undefined` as soon as the file has all again. */
  readonly onTrouble?: (trouble: LogTrouble | undefined) => void;

  /** Whether what isn't ASCII is written by its number, because whoever looks at the file may do so on a terminal without UTF-8. @default false */
  readonly isAscii?: boolean;

  /** @default that of node:fs/promises */
  readonly open?: OpenLog;
};

/** Why the file can't be written, how many lines it lacks, and which it is. */
export type LogTrouble = {readonly reason: string; readonly count: number; readonly name: string};

/**
`--log FILE`: one JSON object a line, appended. A disk that is full, gone or stuck costs bounded memory and a message, and what was kept is written once it can be. The file is opened at once, so that a wrong path shows at the start and not hours later.
*/
export function createLogFile(
  file: string,
  {clock, onProblem, onTrouble = () => {}, isAscii, open}: LogFileOptions,
): LogFile {
  const queue = createLogQueue(isAscii);
  const writer = createLogWriter(file, open);
  const name = cleanText(file, 200);
  let isFailing = false;
  let reason = '';
  let isMark = false;
  let isStopped = false;
  let writing: Promise<void> | undefined;
  let cancelRetry: (() => void) | undefined;

  /** Lines that are not in the file. A mark of lost lines is none of them. */
  const missing = () => queue.missing() + (writer.isBetweenLines() || isMark ? 0 : 1);
  const tellTrouble = () => {
    if (isFailing) {
      onTrouble({reason, count: missing(), name});
    }
  };

  const fail = (why: string) => {
    reason = why;
    if (!isFailing) {
      isFailing = true;
      onProblem(`The log ${name} can't be written (${why}). It is tried again and again.`);
    }

    tellTrouble();
  };

  const next = () => {
    const before = queue.missing();
    const line = queue.next(clock.now());
    isMark = queue.missing() === before;
    return line;
  };

  const tryToWrite = async () => {
    try {
      do {
        await writer.write(next);
      } while (!queue.isEmpty());
      if (isFailing) {
        isFailing = false;
        onTrouble(undefined);
        onProblem(`The log ${name} is written again.`);
      }
    } catch (error) {
      const {code, message} = error as NodeJS.ErrnoException;
      fail(code ?? cleanText(message, 200));
      if (!isStopped) {
        cancelRetry = clock.schedule(flush, LOG_TIMES.retryMs);
      }
    }

    writing = undefined;
  };

  const flush = () => {
    cancelRetry?.();
    cancelRetry = undefined;
    writing ??= tryToWrite();
  };

  flush();
  return {
    append(records) {
      if (!queue.push(records)) {
        fail('too slow: the oldest changes are lost');
      }

      tellTrouble();

      if (!cancelRetry && records.length > 0) {
        flush();
      }
    },
    async stop() {
      isStopped = true;
      flush();
      await within(
        LOG_TIMES.stopMs,
        async () => writing,
        () => {},
        clock.schedule,
      );
    },
    summary() {
      const count = missing();
      const lacks = count === 0 ? '' : `: it lacks ${count} ${count === 1 ? 'line' : 'lines'}`;
      return isFailing || count > 0
        ? `The log ${name} could not be written (${reason || 'the disk is too slow'})${lacks}.`
        : undefined;
    },
  };
}
