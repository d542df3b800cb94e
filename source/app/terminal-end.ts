import type {Terminal} from './run-intent.js';

const SIGNAL_CODES = {SIGINT: 130, SIGTERM: 143, SIGHUP: 129} as const;

/** The code of a terminal that went away, however one gets to know of it. */
const HANG_UP = SIGNAL_CODES.SIGHUP;
const UNEXPECTED = 255;

export type EndOptions = {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly leave: Terminal['leave'];

  /** After a stop: the terminal has to be taken over again. */
  readonly comeBack: () => void;
  readonly resized: () => void;
};

/**
Listens for everything that ends or changes the terminal's life. Ink does nothing about a closed stdin or a failing stdout, and a process that listens for SIGHUP and stays is an orphan.
@returns Takes the listeners off again, but for one on stdout's errors: a late one must not crash the exit.
*/
export function watchForEnd({stdin, stdout, leave, comeBack, resized}: EndOptions): () => void {
  const signals = Object.entries(SIGNAL_CODES).map(
    ([signal, code]) => [signal as NodeJS.Signals, () => leave(code)] as const,
  );
  const hangUp = () => leave(HANG_UP);
  const crash = (error: unknown) =>
    leave(UNEXPECTED, error instanceof Error ? error.message : String(error));

  for (const [signal, handler] of signals) {
    process.on(signal, handler);
  }

  process.on('SIGCONT', comeBack);
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  stdin.on('end', hangUp);
  stdin.on('close', hangUp);
  stdin.on('error', hangUp);
  stdout.on('error', hangUp);
  stdout.on('resize', resized);
  return () => {
    for (const [signal, handler] of signals) {
      process.off(signal, handler);
    }

    process.off('SIGCONT', comeBack);
    process.off('uncaughtException', crash);
    process.off('unhandledRejection', crash);
    stdin.off('end', hangUp);
    stdin.off('close', hangUp);
    stdin.off('error', hangUp);
    stdout.off('resize', resized);
  };
}
