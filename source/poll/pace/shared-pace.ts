import {
  type IntervalReason,
  interval,
  jittered,
  type Pace,
  retryDelay,
  STEADY,
  slowDown,
  speedUp,
} from './pace.js';
import {BUDGET} from './token-bucket.js';

/** However many sources of an account there are, its budget lets no more through than one request in so many milliseconds. */
const BUDGET_SPACING_MS = 1000 / BUDGET.refillPerSecond;

/** Whose poll comes when; a source keeps its own. Monotonic. */
export type Turn = {
  /** When the last poll began. */
  begunAt: number;

  /** When the next one is due; `undefined` while one is under way or none is set. */
  dueAt: number | undefined;
};

/** Where another source goes first, it is looked again after this. */
const AFTER_YOU_MS = 50;

/**
How throttling has changed the polling of an account: all its sources slow down together, as one monitor of it would. With several sources their polls are also kept apart, or each would take a whole monitor's share. Times are monotonic.
*/
export class SharedPace {
  #pace: Pace = STEADY;
  readonly #turns = new Set<Turn>();

  /** When the next poll of any of several sources may begin. */
  #nextAt = Number.NEGATIVE_INFINITY;
  #succeededAt: number | undefined;

  join(turn: Turn): void {
    this.#turns.add(turn);
  }

  leave(turn: Turn): void {
    this.#turns.delete(turn);
  }

  /** The interval of one source before jitter, in milliseconds, and why it differs from the one asked for. */
  interval(
    askedMs: number,
    isIdle: boolean,
  ): {readonly ms: number; readonly reason: IntervalReason} {
    const own = interval(this.#pace, askedMs, isIdle);
    const {throttledMs, misses} = this.#pace;
    const shared = misses > 0 ? 0 : throttledMs * this.#turns.size;
    return shared > own.ms ? {ms: shared, reason: 'throttled'} : own;
  }

  /** Milliseconds until a source may poll, as far as the others go: those that are due begin in turn, so that none starves. */
  untilTurn(turn: Turn, now: number): number {
    const isLater = [...this.#turns].some(
      ({begunAt, dueAt}) => dueAt !== undefined && dueAt <= now && begunAt < turn.begunAt,
    );
    const isSpaced = this.#pace.throttledMs > 0 || this.#nextAt > now;
    return Math.max(this.#nextAt - now, isSpaced && isLater ? AFTER_YOU_MS : 0);
  }

  /** A poll begins. @param random 0 to 1. */
  begin(turn: Turn, now: number, random: () => number): void {
    turn.begunAt = now;
    turn.dueAt = undefined;
    if (this.#turns.size > 1 && this.#pace.throttledMs > 0) {
      this.#nextAt = now + jittered(this.#pace.throttledMs, random());
    }
  }

  noteSuccess(now: number, askedMs: number): void {
    const elapsedMs = now - (this.#succeededAt ?? now);
    this.#succeededAt = now;
    this.#pace = speedUp(this.#pace, this.#spacing(askedMs), elapsedMs);
  }

  noteThrottled(now: number, askedMs: number): void {
    this.#pace = slowDown(this.#pace, this.#spacing(askedMs));
    if (this.#turns.size > 1) {
      this.#nextAt = Math.max(this.#nextAt, now + retryDelay(this.#pace.misses, askedMs));
    }
  }

  /** A person who sets the interval ends what is left of a back-off. */
  reset(): void {
    this.#pace = STEADY;
    this.#nextAt = Number.NEGATIVE_INFINITY;
  }

  /** How far apart the polls of all sources are when nothing stands in their way. */
  #spacing(askedMs: number): number {
    const {size} = this.#turns;
    return size > 1 ? Math.max(askedMs / size, BUDGET_SPACING_MS) : askedMs;
  }
}
