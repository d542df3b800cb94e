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

/** So little a moment that is told again may differ from what was told before: the two clocks are read one after the other. */
const TOLD_SLACK_MS = 1000;

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
  readonly #options: Options;
  #intervalMs: number;
  #pace: Pace = STEADY;

  /** When the next poll is due, monotonic; `undefined` while one is under way. */
  #dueAt: number | undefined;

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
    if (this.#dueAt === undefined) {
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
    return this.#dueAt === undefined
      ? Number.POSITIVE_INFINITY
      : this.#dueAt - this.#options.clock.monotonic();
  }

  /** A poll begins. @returns Whether a person wants it. */
  begin(): boolean {
    const isByHand = this.#demand === 'byHand';
    this.#demand = 'none';
    this.#dueAt = undefined;
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
    this.#dueAt = clock.monotonic() + jittered(this.#unhindered().ms, random());
  }

  clear(): void {
    this.#dueAt = undefined;
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
    if (this.#dueAt !== undefined && this.#endedAt !== undefined) {
      this.#dueAt = this.#endedAt + this.interval().ms;
    }
  }

  #unhindered() {
    const {ms, isIdle} = this.#options.wanted(this.#intervalMs);
    return interval(this.#pace, ms, isIdle);
  }
}
