import type {Clock} from '../clock.js';
import {type IntervalReason, jittered} from './pace.js';
import type {SharedPace, Turn} from './shared-pace.js';

/** So little a moment that is told again may differ from what was told before: the two clocks are read one after the other. */
const TOLD_SLACK_MS = 1000;

type Options = {
  readonly clock: Clock;

  /** 0 to 1, for the jitter. */
  readonly random: () => number;
  readonly intervalMs: number;

  /** That of the account, as far as it is known. */
  readonly pace: () => SharedPace;

  /** When the next poll is due is noted there. */
  readonly turn: Turn;

  /** What the interval would be if nothing stood in its way, and whether nothing is going on. */
  readonly wanted: (askedMs: number) => {readonly ms: number; readonly isIdle: boolean};
};

/** When a source is polled next: the interval asked for, back-off, idleness, the budget, and people who press a key. */
export class PollSchedule {
  readonly #options: Options;
  #intervalMs: number;

  /** The same as it was last told, ms since the epoch. */
  #toldAt = 0;

  /** A poll is wanted at once. `byHand`: a person wants it. */
  #demand: 'none' | 'once' | 'byHand' = 'none';

  /** When the last poll ended, well or badly; monotonic. */
  #endedAt: number | undefined;

  /** How far apart the last two polls were, when the budget held the last one up. */
  #stretchedMs = 0;

  constructor(options: Options) {
    this.#options = options;
    this.#intervalMs = options.intervalMs;
  }

  /** When the next poll is due, ms since the epoch by this machine's clock as it is now; `undefined` while one is under way. */
  get nextPollAt(): number | undefined {
    if (this.#options.turn.dueAt === undefined) {
      return undefined;
    }

    const at = this.#options.clock.now() + this.untilNext();
    if (Math.abs(at - this.#toldAt) > TOLD_SLACK_MS) {
      this.#toldAt = at;
    }

    return this.#toldAt;
  }

  /** The interval as it is, in milliseconds, and why. */
  interval(): {readonly ms: number; readonly reason: IntervalReason} {
    const unhindered = this.#unhindered();
    return this.#stretchedMs > unhindered.ms
      ? {ms: this.#stretchedMs, reason: 'budget'}
      : unhindered;
  }

  demand(by: 'once' | 'byHand'): void {
    this.#demand = by;
  }

  /** Takes back what was demanded. */
  undemand(): void {
    this.#demand = 'none';
  }

  isDemanded(): boolean {
    return this.#demand !== 'none';
  }

  /** Whether the time has come. */
  isDue(): boolean {
    return this.untilNext() <= 0;
  }

  /** Milliseconds to the next poll; `Infinity` when none is set. */
  untilNext(): number {
    const {clock, pace, turn} = this.#options;
    if (turn.dueAt === undefined) {
      return Number.POSITIVE_INFINITY;
    }

    const now = clock.monotonic();
    return Math.max(turn.dueAt - now, pace().untilTurn(turn, now));
  }

  /** A poll begins. @returns Whether a person wants it. */
  begin(): boolean {
    const isByHand = this.#demand === 'byHand';
    this.#demand = 'none';
    const {clock, random, pace, turn} = this.#options;
    pace().begin(turn, clock.monotonic(), random);
    return isByHand;
  }

  /** A poll has ended. @param wasHeldUp By the budget. */
  end(wasHeldUp: boolean): void {
    const now = this.#options.clock.monotonic();
    this.#stretchedMs = wasHeldUp && this.#endedAt !== undefined ? now - this.#endedAt : 0;
    this.#endedAt = now;
  }

  /** Sets the next poll, as seen from now. */
  scheduleNext(): void {
    const {clock, random} = this.#options;
    this.#options.turn.dueAt = clock.monotonic() + jittered(this.#unhindered().ms, random());
  }

  clear(): void {
    this.#options.turn.dueAt = undefined;
  }

  noteSuccess(): void {
    const {clock, pace} = this.#options;
    pace().noteSuccess(clock.monotonic(), this.#intervalMs);
  }

  noteThrottled(): void {
    const {clock, pace} = this.#options;
    pace().noteThrottled(clock.monotonic(), this.#intervalMs);
  }

  /** A person who sets the interval also ends what is left of a back-off. */
  setInterval(ms: number): void {
    this.#intervalMs = ms;
    this.#options.pace().reset();
    if (this.#options.turn.dueAt !== undefined && this.#endedAt !== undefined) {
      this.#options.turn.dueAt = this.#endedAt + this.interval().ms;
    }
  }

  #unhindered() {
    const {ms, isIdle} = this.#options.wanted(this.#intervalMs);
    return this.#options.pace().interval(ms, isIdle);
  }
}
