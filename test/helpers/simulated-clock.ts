import type {Clock} from '../../source/poll/clock.js';

type Timer = {readonly at: number; readonly order: number; readonly callback: () => void};

/** What a monotonic clock counts from is nobody's business: not from the epoch, and not from 0. */
const MONOTONIC_START = 5000;

/** A clock that only moves when a test says so; hours pass in milliseconds. */
export class SimulatedClock implements Clock {
  #monotonic = MONOTONIC_START;

  /** What the wall clock shows beyond the monotonic one. */
  #wallOffset: number;
  #order = 0;
  readonly #timers = new Set<Timer>();

  constructor(start = Date.UTC(2026, 0, 15, 12)) {
    this.#wallOffset = start - MONOTONIC_START;
  }

  readonly now = () => this.#monotonic + this.#wallOffset;

  readonly monotonic = () => this.#monotonic;

  readonly schedule = (callback: () => void, ms: number) => {
    const timer = {at: this.#monotonic + Math.max(0, ms), order: this.#order++, callback};
    this.#timers.add(timer);
    return () => {
      this.#timers.delete(timer);
    };
  };

  /** Timers that have not gone off. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Moves on, letting everything that is due happen in its order. */
  async advance(ms: number): Promise<void> {
    const until = this.#monotonic + ms;
    await settle();
    for (let next = this.#next(); next && next.at <= until; next = this.#next()) {
      this.#timers.delete(next);
      this.#monotonic = next.at;
      next.callback();
      await settle();
    }

    this.#monotonic = until;
  }

  /** The wall clock jumps, as after a suspended laptop or a correction: timers keep what they had left, and the monotonic clock has stood still. */
  jump(ms: number): void {
    this.#wallOffset += ms;
  }

  /** Moves on until something is so; fails when that takes longer than `limitMs`. */
  async until(predicate: () => boolean, limitMs = 60 * 60_000): Promise<void> {
    const limit = this.#monotonic + limitMs;
    await settle();
    while (!predicate()) {
      const next = this.#next();
      if (!next || next.at > limit) {
        throw new Error(`Not so within ${limitMs} ms of simulated time`);
      }

      await this.advance(next.at - this.#monotonic);
    }
  }

  #next(): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers) {
      if (!first || timer.at < first.at || (timer.at === first.at && timer.order < first.order)) {
        first = timer;
      }
    }

    return first;
  }
}

/** Lets all promises that can settle do so. */
async function settle(): Promise<void> {
  await new Promise(resolve => {
    setImmediate(resolve);
  });
}
