import type {Clock} from '../poll/clock.js';
import {FOREGROUND_LOOK_MS, isStillForeground} from '../terminal/foreground.js';
import type {TerminalInput} from './terminal-input.js';

/** Whether the terminal may be used, at each moment. */
export type Presence = {
  /** Looks once more, and lets go of the terminal where it is another's by now. */
  readonly isHere: () => boolean;

  /** Takes the terminal if this is the foreground, and waits for that otherwise. */
  readonly come: () => void;

  /** Lets go of the terminal without touching it unless this is the foreground. */
  readonly check: () => void;

  /** The terminal has been given back. */
  readonly gone: () => void;
  readonly stop: () => void;
};

export type PresenceOptions = {
  readonly clock: Clock;
  readonly input: Pick<TerminalInput, 'take' | 'leaveAlone'>;
  readonly isForeground: () => boolean;

  /** The keys are taken: time to draw. */
  readonly onCome: () => void;
};

/**
Keeps away from the terminal while the process is in the background: `&`, `bg`, `timeout` in a script. Whoever goes on from there uses the terminal himself, and the kernel stops whom it catches. A shell tells nobody that it has taken a running job to the front, so that has to be looked for.
*/
export function createPresence({clock, input, isForeground, onCome}: PresenceOptions): Presence {
  let isHere = false;
  let cancel: (() => void) | undefined;

  const stop = () => {
    cancel?.();
    cancel = undefined;
  };

  const goAway = () => {
    isHere = false;
    input.leaveAlone();
    stop();
    cancel = clock.schedule(come, FOREGROUND_LOOK_MS);
  };

  const come = () => {
    stop();
    if (!isForeground()) {
      goAway();
      return;
    }

    isHere = true;
    input.take();
    onCome();
  };

  return {
    isHere() {
      if (isHere && !isStillForeground()) {
        goAway();
      }

      return isHere;
    },
    come,
    check() {
      if (isHere && !isForeground()) {
        goAway();
      }
    },
    gone() {
      isHere = false;
      stop();
    },
    stop,
  };
}
