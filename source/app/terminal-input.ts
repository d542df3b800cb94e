import {Readable} from 'node:stream';
import {isUtf8Locale} from '../base/locale.js';
import {type Clock, systemClock} from '../poll/clock.js';
import {MAX_SEARCH_LENGTH} from '../task/search-terms.js';
import {createTypedInput} from '../view/input/typed-input.js';

/** How long what follows an Escape may take to be one key with it, in ms; over a line that may be slow, twice as long. */
const ESCAPE_MS = 50;
const SLOW_ESCAPE_MS = 100;

/** How long a sequence that has begun, an answer or a paste may stop in its midst, in ms. */
const SEQUENCE_MS = 1000;

export type TerminalInput = {
  /** What Ink reads: what a person types, and nothing else. Its `setRawMode` does nothing while the terminal isn't ours. */
  readonly stream: NodeJS.ReadStream;

  /** Takes the keys: raw mode, and reading. */
  readonly take: () => void;

  /** Gives the settings back and stops reading. */
  readonly giveBack: () => void;

  /** Stops reading and leaves the settings alone. A program in the background is stopped when it reads (SIGTTIN) or sets (SIGTTOU). */
  readonly leaveAlone: () => void;

  /** Lets go of stdin for good. */
  readonly stop: () => void;
};

/**
Stands between the terminal and Ink, which takes the terminal's own words for keys, waits 20 ms for what follows an Escape, and reads a paste anew with each piece of it.
@param env SSH_CONNECTION, SSH_CLIENT and SSH_TTY tell of a line that may be slow; the locale, of what the bytes are.
@param clock People type in real time, whatever time the rest goes by.
*/
export function createTerminalInput(
  stdin: NodeJS.ReadStream,
  env: NodeJS.ProcessEnv,
  {schedule}: Pick<Clock, 'schedule'> = systemClock,
): TerminalInput {
  const isSlow = Boolean(env.SSH_CONNECTION || env.SSH_CLIENT || env.SSH_TTY);
  // One character more than is kept, so that typing sees that the paste was cut.
  const typed = createTypedInput(MAX_SEARCH_LENGTH + 1, isUtf8Locale(env));
  let cancel = () => {};
  const stream = new Readable({read() {}});
  const hand = (text: string) => {
    if (text !== '') {
      stream.push(text);
    }

    const waiting = typed.waiting();
    if (waiting !== 'nothing') {
      const escapeMs = isSlow ? SLOW_ESCAPE_MS : ESCAPE_MS;
      const ms = waiting === 'escape' ? escapeMs : SEQUENCE_MS;
      cancel = schedule(() => afterReading(() => hand(typed.giveUp())), ms);
    }
  };

  /** A program that was busy comes to its timers before it reads what has arrived in time. */
  const afterReading = (action: () => void) => {
    const immediate = setImmediate(action);
    cancel = () => clearImmediate(immediate);
  };

  const feed = (chunk: Uint8Array | string) => {
    cancel();
    hand(typed.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk));
  };

  stdin.on('data', feed);
  // A listener for data starts the reading, which waits for `take`.
  stdin.pause();
  let isOurs = false;
  const leaveAlone = () => {
    isOurs = false;
    stdin.pause();
  };

  return {
    stream: Object.assign(stream, {
      isTTY: true,
      ref: () => stdin.ref(),
      unref: () => stdin.unref(),
      setRawMode: (isRaw: boolean) => isOurs && stdin.setRawMode(isRaw),
    }) as unknown as NodeJS.ReadStream,
    take() {
      isOurs = true;
      // Raw mode has to be turned off first: it may be off in the terminal while Node believes that it is on.
      stdin.setRawMode(false);
      stdin.setRawMode(true);
      stdin.resume();
    },
    giveBack() {
      stdin.setRawMode(false);
      leaveAlone();
    },
    leaveAlone,
    stop() {
      cancel();
      stdin.off('data', feed);
      stdin.pause();
      stdin.unref();
    },
  };
}
