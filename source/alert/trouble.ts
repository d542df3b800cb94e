/** What doesn't work now of what was asked for: the log or the command. It stands until it works again. */
export type AlertTrouble = {
  readonly about: 'log' | 'exec';

  /** Since when, ms since the epoch. */
  readonly since: number;

  /** Why, clean and without a full stop: `EACCES`, `failed with exit code 3: no route`. */
  readonly reason: string;

  /** Lines that are not in the file, or runs that failed or were left out. */
  readonly count: number;

  /** The file of --log; not there for --exec. */
  readonly name?: string;
};

export type Troubles = {
  /** Takes what is wrong with one of them, or `undefined` as soon as it works again. */
  readonly set: (
    about: AlertTrouble['about'],
    trouble: Omit<AlertTrouble, 'about' | 'since'> | undefined,
  ) => void;
};

/** Keeps what is wrong now. @param onChange Gets all of it whenever it is another. */
export function createTroubles(
  now: () => number,
  onChange: (troubles: readonly AlertTrouble[]) => void,
): Troubles {
  const known = new Map<AlertTrouble['about'], AlertTrouble>();
  return {
    set(about, trouble) {
      const before = known.get(about);
      if (!trouble) {
        if (known.delete(about)) {
          onChange([...known.values()]);
        }

        return;
      }

      if (before?.reason !== trouble.reason || before.count !== trouble.count) {
        known.set(about, {about, since: before?.since ?? now(), ...trouble});
        onChange([...known.values()]);
      }
    },
  };
}
