import type {AccountOptions} from './account.js';

/** What the program `polls` is told. */
export type PollOptions = AccountOptions & {
  readonly polls: number;

  /** Memory is looked at after each so many polls. */
  readonly every: number;
};

/** What it measures. */
export type PollFigures = {
  readonly memory: readonly {
    readonly poll: number;

    /** As it stands, before a collection. */
    readonly rssMib: number;

    /** After one. */
    readonly collectedRssMib: number;
    readonly heapMib: number;
  }[];

  /** How often something went to the terminal. Frames are fewer than changes: simulated time passes faster than a screen is drawn. */
  readonly writes: number;
  readonly dayInPolls: number;
};
