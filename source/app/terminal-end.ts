import {constants} from 'node:os';
import {EXIT_CODE, SIGNAL_EXIT_CODE} from '../base/exit-code.js';
import type {TerminalActions} from './perform.js';

/** Every signal that ends a process and may be listened to safely; as exit codes, 128 and the signal's number as shells report it. SIGKILL can't be listened to, and after SIGSEGV, SIGBUS, SIGILL or SIGFPE nothing can be relied on. Some have a second name (SIGPOLL is SIGIO), which is listed as well: signal-exit, which Ink uses, ends the process for a name without a listener. */
const SIGNAL_CODES: Partial<Record<NodeJS.Signals, number>> = Object.fromEntries(
  (
    [
      'SIGHUP',
      'SIGINT',
      'SIGQUIT',
      'SIGTERM',
      'SIGABRT',
      'SIGIOT',
      'SIGTRAP',
      'SIGALRM',
      'SIGVTALRM',
      'SIGUSR2',
      'SIGXCPU',
      'SIGXFSZ',
      'SIGIO',
      'SIGPOLL',
      'SIGPWR',
      'SIGSTKFLT',
      'SIGSYS',
    ] as const
  )
    // Not every system knows all of them.
    .filter(name => name in constants.signals)
    .map(name => [name, 128 + constants.signals[name]]),
);

/** The code of a terminal that went away, however one gets to know of it. */
const HANG_UP = SIGNAL_EXIT_CODE.SIGHUP;
const UNEXPECTED = EXIT_CODE.other;

export type EndOptions = {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly leave: TerminalActions['leave'];

  /** Before a stop: the terminal is the shell's again. */
  readonly giveBack: () => void;

  /** After a stop: the terminal has to be taken over again. */
  readonly comeBack: () => void;

  /** The terminal has another size, or has had one: what it shows may be anything. */
  readonly resized: () => void;
};

export type TerminalWatch = {
  /** Stops the job as ^Z does, which in raw mode is only a key; a SIGTSTP from outside does the same. */
  readonly suspend: () => void;

  /** Takes the listeners off again, but for those on errors of stdin and stdout: a late one must not crash the exit. The terminal may go away before its settings are given back, and setRawMode tells that as an error of stdin. */
  readonly stop: () => void;
};

/**
Listens for everything that ends or changes the terminal's life. Ink does nothing about a closed stdin or a failing stdout, and a process that listens for SIGHUP and stays is an orphan.
*/
export function watchForEnd(options: EndOptions): TerminalWatch {
  const {stdin, stdout, leave, giveBack, comeBack, resized} = options;
  const signals = Object.entries(SIGNAL_CODES)
    // SIGUSR2 belongs to a module that the user has Node load, if one listens to it.
    .filter(([signal]) => signal !== 'SIGUSR2' || process.listenerCount(signal) === 0)
    .map(([signal, code]) => [signal as NodeJS.Signals, () => leave(code)] as const);
  let isOver = false;
  const hangUp = () => leave(HANG_UP);
  const crash = (error: unknown) =>
    leave(UNEXPECTED, error instanceof Error ? error.message : String(error));

  for (const [signal, handler] of signals) {
    process.on(signal, handler);
  }

  const suspend = () => {
    giveBack();
    process.off('SIGTSTP', suspend);
    // As the terminal itself would do it: the whole job, so that the shell sees it stop. Where no shell could ever continue it, the signal does nothing, and the screen comes back at once.
    process.kill(0, 'SIGTSTP');
    setImmediate(goOn);
  };

  // By the SIGCONT or by what follows the stop, whichever is first.
  const goOn = () => {
    if (isOver) {
      return;
    }

    // Before anything is drawn: whoever stops it as soon as it is seen must find the listener, or the terminal isn't given back.
    if (!process.listeners('SIGTSTP').includes(suspend)) {
      process.on('SIGTSTP', suspend);
    }

    comeBack();
  };

  process.on('SIGTSTP', suspend);
  process.on('SIGCONT', goOn);
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  stdin.on('end', hangUp);
  stdin.on('close', hangUp);
  stdin.on('error', hangUp);
  stdout.on('error', hangUp);

  // Node tells of a size that is another now. A terminal that was small for a moment has lost lines all the same; it is told of by the signal alone.
  let isOther = false;
  const noteOther = () => {
    isOther = true;
    resized();
  };

  const noteSignal = () => {
    if (!isOther) {
      resized();
    }

    isOther = false;
  };

  stdout.on('resize', noteOther);
  process.on('SIGWINCH', noteSignal);
  const stop = () => {
    isOver = true;
    for (const [signal, handler] of signals) {
      process.off(signal, handler);
    }

    process.off('SIGTSTP', suspend);
    process.off('SIGCONT', goOn);
    process.off('uncaughtException', crash);
    process.off('unhandledRejection', crash);
    stdin.off('end', hangUp);
    stdin.off('close', hangUp);
    stdout.off('resize', noteOther);
    process.off('SIGWINCH', noteSignal);
  };

  return {suspend, stop};
}
