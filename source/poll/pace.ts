/** The figures of the polling interval. Milliseconds and factors. */
export const PACE = {
  minIntervalMs: 2000,
  defaultIntervalMs: 10_000,
  maxIntervalMs: 5 * 60_000,

  /** Nothing running: nothing moves, and a new task may show up a little later. */
  idleFactor: 3,

  /** A throttled answer doubles the interval. */
  backOffFactor: 2,

  /** Each success takes this much of it back; 2 ^ (-1 / 60), so that about sixty successes undo one doubling and fewer than two answers in a hundred are throttled. */
  recoveryFactor: 0.9885,

  /** The interval varies by this share up and down, so that ten monitors don't ask in step. */
  jitter: 0.1,
} as const;

/** How the interval stands. `throttledMs` is a floor that throttled answers raise and successes lower. */
export type Pace = {readonly throttledMs: number};

export const STEADY: Pace = {throttledMs: 0};

export type IntervalReason = 'asked' | 'idle' | 'throttled' | 'budget';

/** The interval before jitter, and why it differs from the one asked for. */
export function interval(
  pace: Pace,
  askedMs: number,
  isIdle: boolean,
): {readonly ms: number; readonly reason: IntervalReason} {
  const wanted = isIdle
    ? Math.min(askedMs * PACE.idleFactor, Math.max(askedMs, PACE.maxIntervalMs))
    : askedMs;
  if (pace.throttledMs > wanted) {
    return {ms: pace.throttledMs, reason: 'throttled'};
  }

  return {ms: wanted, reason: isIdle ? 'idle' : 'asked'};
}

/** After RequestLimitExceeded: twice the interval, at most five minutes (or what was asked for, if longer). */
export function slowDown(pace: Pace, askedMs: number): Pace {
  const doubled = Math.max(pace.throttledMs, askedMs) * PACE.backOffFactor;
  return {throttledMs: Math.min(doubled, Math.max(PACE.maxIntervalMs, askedMs))};
}

/** After a success: a step back towards what was asked for. */
export function speedUp(pace: Pace, askedMs: number): Pace {
  if (pace.throttledMs === 0) {
    return pace;
  }

  const throttledMs = pace.throttledMs * PACE.recoveryFactor;
  return throttledMs <= askedMs ? STEADY : {throttledMs};
}

/** Spreads an interval by the jitter. @param random 0 to 1. */
export function jittered(ms: number, random: number): number {
  return ms * (1 + PACE.jitter * (2 * random - 1));
}
