/** The figures of the polling interval. Milliseconds and factors. */
export const PACE = {
  minIntervalMs: 2000,
  defaultIntervalMs: 10_000,
  maxIntervalMs: 5 * 60_000,

  /** Nothing running: nothing moves, and a new task may show up a little later. */
  idleFactor: 3,

  /** A throttled answer doubles the interval. */
  backOffFactor: 2,

  /** The tries after a throttled answer: the first two soon (in intervals), because an account that is only just short is good again in seconds, then twice as long from try to try. */
  retryFactors: [1.5, 1.5],

  /** No further than this for a single throttled answer: ten monitors on one account must each be refreshed every minute. One that is throttled `hardStrikes` times more, each within `hardCalm` intervals, shares its account with others who take too much, and slows down by `hardFactor` each time. */
  gentleMs: 24_000,
  hardCalm: 2,
  hardStrikes: 2,
  hardFactor: 1.25,

  /**
  How fast the polling gets faster again: polls per second, per second, for each second since the last throttled answer.
  Adding to the rate and halving it (as TCP does) is what makes many monitors on one account end up with equal shares; a rate that grew by a factor would not. Adding so little that ten of them get fewer than one throttled answer in a hundred (simulated), and more the longer all is calm.
  */
  recovery: 1e-9,

  /** The interval varies by this share up and down, so that ten monitors don't ask in step. */
  jitter: 0.1,
} as const;

/** How throttling has changed the polling. */
export type Pace = {
  /** A floor for the interval, in milliseconds; 0: none. */
  readonly throttledMs: number;

  /** Throttled answers in a row. */
  readonly misses: number;

  /** Milliseconds since the last throttled answer, as of the last success. */
  readonly calmMs: number;

  /** How often in a row it was throttled again within `hardCalm` intervals. */
  readonly strikes: number;
};

export const STEADY: Pace = {throttledMs: 0, misses: 0, calmMs: 0, strikes: 0};

export type IntervalReason = 'asked' | 'idle' | 'throttled' | 'budget';

/** The interval before jitter, in milliseconds, and why it differs from the one asked for. */
export function interval(
  {throttledMs, misses}: Pace,
  askedMs: number,
  isIdle: boolean,
): {readonly ms: number; readonly reason: IntervalReason} {
  const wanted = isIdle ? askedMs * PACE.idleFactor : askedMs;
  if (misses > 0) {
    return {ms: retryDelay(misses, askedMs), reason: 'throttled'};
  }

  return throttledMs > wanted
    ? {ms: throttledMs, reason: 'throttled'}
    : {ms: wanted, reason: isIdle ? 'idle' : 'asked'};
}

/** After RequestLimitExceeded: half as often from now on, at most every five minutes (or as seldom as asked for). A row of throttled answers lengthens the next tries instead (see `interval`), because it says no more about our share than the first one did. */
export function slowDown(pace: Pace, askedMs: number): Pace {
  const {throttledMs, misses, calmMs} = pace;
  if (misses > 0) {
    return {...pace, misses: misses + 1};
  }

  const current = Math.max(throttledMs, askedMs);
  const isSoon = throttledMs > 0 && calmMs < PACE.hardCalm * current;
  const strikes = isSoon ? pace.strikes + 1 : 0;
  const slower = Math.max(
    current * (strikes >= PACE.hardStrikes ? PACE.hardFactor : 1),
    Math.min(current * PACE.backOffFactor, PACE.gentleMs),
  );
  return {
    throttledMs: Math.min(slower, Math.max(PACE.maxIntervalMs, askedMs)),
    misses: 1,
    calmMs: 0,
    strikes,
  };
}

/** After a success: a step back towards what was asked for. @param elapsedMs Since the success before. */
export function speedUp(pace: Pace, askedMs: number, elapsedMs: number): Pace {
  const {throttledMs, calmMs} = pace;
  if (throttledMs === 0) {
    return STEADY;
  }

  const calm = calmMs + elapsedMs;
  const perSecond = 1000 / throttledMs + PACE.recovery * (calm / 1000) * (elapsedMs / 1000);
  const next = 1000 / perSecond;
  return next <= askedMs ? STEADY : {...pace, throttledMs: next, misses: 0, calmMs: calm};
}

/** Spreads an interval by the jitter. @param random 0 to 1. */
export function jittered(ms: number, random: number): number {
  return ms * (1 + PACE.jitter * (2 * random - 1));
}

/** Milliseconds to the next try after so many throttled answers in a row. */
export function retryDelay(misses: number, askedMs: number): number {
  const {retryFactors, backOffFactor, maxIntervalMs} = PACE;
  const doublings = Math.max(0, misses - retryFactors.length);
  const factor =
    (retryFactors[Math.min(misses, retryFactors.length) - 1] ?? 1) * backOffFactor ** doublings;
  return Math.min(askedMs * factor, Math.max(maxIntervalMs, askedMs));
}
