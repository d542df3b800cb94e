import {Ec2Error} from '../ec2/errors.js';
import type {SourceError} from './snapshot.js';
import type {ObservationGap} from './tasks/events.js';

/** So many intervals without a look count as a gap in the observation. */
const GAP_INTERVALS = 3;

/** How well a source answers: when it last did, and what has gone wrong since. */
export class SourceHealth {
  /** When the last poll succeeded, by this machine's clock (ms since the epoch): the age of what is shown. */
  updatedAt: number | undefined;
  error: SourceError | undefined;

  /** Rows of the last answers that could not be read. */
  lostRows = 0;

  /** For how long the request budget has held requests up since then, in milliseconds. */
  #heldUpMs = 0;

  /** When the last poll succeeded by the service's clock: it tells how long nobody looked, whether the machine slept or its clock was set. */
  #servedAt: number | undefined;

  /** Whether it has answered and still does. */
  get isCalm(): boolean {
    return this.updatedAt !== undefined && !this.error;
  }

  /** @param serviceTime By the service's clock. */
  succeed(now: number, serviceTime: number, lostRows: number): void {
    this.updatedAt = now;
    this.#servedAt = serviceTime;
    this.lostRows = lostRows;
    this.error = undefined;
    this.#heldUpMs = 0;
  }

  noteHeldUp(ms: number): void {
    this.#heldUpMs += ms;
  }

  /** Notes a failure. What nobody expected is one, too: the polling goes on. */
  fail(error: unknown, now: number): void {
    const {kind, code, message, isForGood} =
      error instanceof Ec2Error
        ? error
        : new Ec2Error(`Unexpected: ${error instanceof Error ? error.message : 'unknown error'}`, {
            kind: 'bad-answer',
            cause: error,
          });
    this.error = {
      kind,
      code,
      message,
      since: this.error?.since ?? now,
      count: (this.error?.count ?? 0) + 1,
      isForGood,
    };
  }

  /** The time in which nothing could be observed, if that was long. @param now By the service's clock. @param intervalMs Between polls, as it should be. */
  gapUntil(
    now: number,
    intervalMs: number,
    source: number,
    wasSilent: boolean,
  ): ObservationGap | undefined {
    const from = this.#servedAt;
    const longestMs = GAP_INTERVALS * intervalMs;
    if (from === undefined || now - from <= longestMs) {
      return undefined;
    }

    // Without the budget it would have been no gap.
    const isByBudget = now - from - this.#heldUpMs <= longestMs;
    const unasked = isByBudget ? "slowed to spare the account's API limit" : 'paused or suspended';
    const otherwise = wasSilent ? 'No answer came.' : `Nothing was asked: ${unasked}.`;
    const reason = this.error?.message ?? otherwise;
    return {type: 'gap', at: now, from, source, reason};
  }
}
