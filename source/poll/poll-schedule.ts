import type {Clock} from './clock.js';
import {
  type IntervalReason,
  interval,
  jittered,
  type Pace,
  STEADY,
  slowDown,
  speedUp,
} from './pace.js';

/** More time left than a wait had at first, by this much, means that the clock was set back. */
const CLOCK_SLACK_MS = 1000;

type Options = {
  readonly clock: Clock;

  /** 0 to 1, for the jitter. */
  readonly random: () => number;
  readonly intervalMs: number;

  /** What the interval would be if nothing stood in its way, and whether nothing is going on. */
  readonly wanted: (askedMs: number) => {readonly ms: number; readonly isIdle: boolean};
};

/** When a source is polled next: the interval asked for, back-off, idleness, the budget, and people who press a key. */
export class PollSchedule {
  /** When the next poll is due, ms since the epoch; `undefined` while one is under way. */
  nextPollAt: number | undefined;

  readonly #options: Options;
  #intervalMs: number;
  #pace: Pace = STEADY;
  #waitMs = 0;

  /** A poll is wanted at once. `byHand`: a person wants it. */
  #demand: 'none' | 'once' | 'byHand' = 'none';

  /** When the last poll ended, well or badly. */
  #endedAt: number | undefined;

  /** How far apart the last two polls were, when the budget held the last one up. */
  #stretchedMs = 0;

  constructor(options: Options) {
    this.#options = options;
    this.#intervalMs = options.intervalMs;
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
    const left = this.untilNext();
    return left <= 0 || (Number.isFinite(left) && left > this.#waitMs + CLOCK_SLACK_MS);
  }

  /** Milliseconds to the next poll; `Infinity` when none is set. */
  untilNext(): number {
    return this.nextPollAt === undefined
      ? Number.POSITIVE_INFINITY
      : this.nextPollAt - this.#options.clock.now();
  }

  /** A poll begins. @returns Whether a person wants it. */
  begin(): boolean {
    const isByHand = this.#demand === 'byHand';
    this.#demand = 'none';
    this.nextPollAt = undefined;
    return isByHand;
  }

  /** A poll has ended. @param wasHeldUp By the budget. */
  end(wasHeldUp: boolean): void {
    const now = this.#options.clock.now();
    this.#stretchedMs = wasHeldUp && this.#endedAt !== undefined ? now - this.#endedAt : 0;
    this.#endedAt = now;
  }

  /** Sets the next poll, as seen from now. */
  scheduleNext(): void {
    const {clock, random} = this.#options;
    this.#waitMs = jittered(this.#unhindered().ms, random());
    this.nextPollAt = clock.now() + this.#waitMs;
  }

  clear(): void {
    this.nextPollAt = undefined;
  }

  /** @param elapsedMs Since the success before. */
  noteSuccess(elapsedMs: number): void {
    this.#pace = speedUp(this.#pace, this.#intervalMs, elapsedMs);
  }

  noteThrottled(): void {
    this.#pace = slowDown(this.#pace, this.#intervalMs);
  }

  /** A person who sets the interval also ends what is left of a back-off. */
  setInterval(ms: number): void {
    this.#intervalMs = ms;
    this.#pace = STEADY;
    if (this.nextPollAt !== undefined && this.#endedAt !== undefined) {
      this.#waitMs = this.interval().ms;
      this.nextPollAt = this.#endedAt + this.#waitMs;
    }
  }

  #unhindered() {
    const {ms, isIdle} = this.#options.wanted(this.#intervalMs);
    return interval(this.#pace, ms, isIdle);
  }
}
