/** Time as an argument, so that a simulation can run hours in seconds. */
export type Clock = {
  /** Milliseconds since the epoch; jumps when the machine slept or its clock was set. */
  readonly now: () => number;

  /** Calls back once after so many milliseconds; the returned function cancels. */
  readonly schedule: (callback: () => void, ms: number) => () => void;
};

export const systemClock: Clock = {
  now: Date.now,
  schedule(callback, ms) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
