import type {Clock} from './clock.js';

/**
The request budget of one source. EC2 gives an account 50 tokens that come back at 0.5 a second for this action, shared by everyone; amiwatch takes at most half.
Source: https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
*/
export const BUDGET = {
  /** Requests in a burst without anyone asking. */
  burst: 10,

  /** What a person who asks by hand may draw on top of it. */
  manualReserve: 30,

  /** Both together, per second. */
  refillPerSecond: 0.25,
} as const;

/** Who wants a request: the clock, or a person. */
export type Priority = 'automatic' | 'manual';

export type TokenBucket = {
  /** Takes a token if there is one. */
  readonly tryTake: (priority: Priority) => boolean;

  /** Milliseconds until so many tokens are there, 0 when they are. Assumes nobody else takes one. */
  readonly delay: (priority: Priority, tokens?: number) => number;
};

/**
Two levels with one refill: `automatic` holds the burst, `reserve` what only a person may draw. While both want refilling they share it evenly, so that a person's burst slows the polling to once in 8 seconds and never stops it.
In any stretch of t seconds at most `burst + 0.25 t` automatic requests pass, and at most `burst + manualReserve + 0.25 t` of all kinds.
*/
export function createTokenBucket(clock: Pick<Clock, 'monotonic'>): TokenBucket {
  let automatic: number = BUDGET.burst;
  let reserve: number = BUDGET.manualReserve;
  let refilledAt = clock.monotonic();

  const refill = () => {
    const now = clock.monotonic();
    let tokens = ((now - refilledAt) / 1000) * BUDGET.refillPerSecond;
    refilledAt = now;
    const missing = BUDGET.burst - automatic;
    const missingReserve = BUDGET.manualReserve - reserve;
    tokens = Math.min(tokens, missing + missingReserve);
    const share = Math.min(missing, Math.max(tokens / 2, tokens - missingReserve));
    automatic += share;
    reserve += tokens - share;
  };

  const available = (priority: Priority) =>
    priority === 'manual' ? Math.floor(automatic + TINY) + Math.floor(reserve + TINY) : automatic;

  return {
    tryTake(priority) {
      refill();
      if (priority === 'manual' && reserve >= 1 - TINY) {
        reserve -= 1;
        return true;
      }

      if (automatic >= 1 - TINY) {
        automatic -= 1;
        return true;
      }

      return false;
    },
    delay(priority, tokens = 1) {
      refill();
      const missing = tokens - available(priority);
      if (missing <= TINY) {
        return 0;
      }

      const isShared = automatic < BUDGET.burst && reserve < BUDGET.manualReserve;
      const perSecond =
        isShared && priority === 'automatic' ? BUDGET.refillPerSecond / 2 : BUDGET.refillPerSecond;
      return Math.ceil((missing / perSecond) * 1000);
    },
  };
}

/** Absorbs the rounding of many small refills. */
const TINY = 1e-9;
