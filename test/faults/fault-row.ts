import type {RunName} from './runs.js';
import type {Wire} from './surroundings.js';
import type {World} from './world.js';

/** What the person in front of the screen must see while the fault lasts. */
export type Seen =
  /** The last rows, marked stale with their age, and the reason. */
  | {readonly is: 'stale'; readonly reason: RegExp}

  /** Stale once, with the reason; live again although the fault lasts. */
  | {readonly is: 'passing'; readonly reason: RegExp}

  /** The last rows, and "NO ANSWER" with its time. */
  | {readonly is: 'silent'}

  /** Nothing is lost but what the fault itself takes: the next answer counts, and shows this (in words for the table), within so many requests. */
  | {readonly is: 'live'; readonly says: string; readonly shows: RegExp; readonly requests: number};

export type FaultRow = {
  readonly name: string;

  /** The program run that it happens in. All faults of a run happen to one process, in the order of this table. */
  readonly run: RunName;

  /** How it is injected, for the table. */
  readonly how: string;
  readonly seen: Seen;

  /** What the endpoint does to its answers. */
  readonly wire?: Wire;
  readonly inject?: (world: World) => unknown;
  readonly remove?: (world: World) => unknown;

  /** What else must be so while it lasts, after what must be seen; @returns more for the table. */
  readonly proves?: (world: World) => Promise<string>;

  /** What else must be so when it is over. */
  readonly heals?: (world: World) => Promise<unknown>;

  /** Requests from the fault's end to being live; `atMost` where it may end in the middle of a poll of several. @default 1 */
  readonly tries?: number | {readonly atMost: number};
};
