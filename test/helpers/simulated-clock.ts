import type {Clock} from '../../source/poll/clock.js';

type Timer = {readonly at: number; readonly order: number; readonly callback: () => void};

/** A clock that only moves when a test says so; hours pass in milliseconds. */
export class SimulatedClock implements Clock {
  #now: number;
  #order = 0;
  readonly #timers = new Set<Timer>();

  constructor(start = Date.UTC(2026, 0, 15, 12)) {
    this.#now = start;
  }

  readonly now = () => this.#now;

  readonly schedule = (callback: () => void, ms: number) => {
    const timer = {at: this.#now + Math.max(0, ms), order: this.#order++, callback};
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
    const until = this.#now + ms;
    await settle();
    for (let next = this.#next(); next && next.at <= until; next = this.#next()) {
      this.#timers.delete(next);
      this.#now = next.at;
      next.callback();
      await settle();
    }

    this.#now = until;
  }

  /** The wall clock jumps, as after a suspended laptop or a correction: timers keep what they had left. */
  jump(ms: number): void {
    this.#now += ms;
    const timers = [...this.#timers];
    this.#timers.clear();
    for (const timer of timers) {
      this.#timers.add(Object.assign(timer, {at: timer.at + ms}));
    }
  }

  /** Moves on until something is so; fails when that takes longer than `limitMs`. */
  async until(predicate: () => boolean, limitMs = 60 * 60_000): Promise<void> {
    const limit = this.#now + limitMs;
    await settle();
    while (!predicate()) {
      const next = this.#next();
      if (!next || next.at > limit) {
        throw new Error(`Not so within ${limitMs} ms of simulated time`);
      }

      await this.advance(next.at - this.#now);
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
