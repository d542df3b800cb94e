import {type Schedule, schedule} from '../base/within.js';

/** Time as an argument, so that a simulation can run hours in seconds. */
export type Clock = {
  /** Milliseconds since the epoch, for what is shown and for what the service's time is told by; jumps when the machine slept or its clock was set. */
  readonly now: () => number;

  /** Milliseconds since some moment, for every duration that is counted: nobody can set it, and it never goes back. It may stand still while the machine sleeps. */
  readonly monotonic: () => number;

  /** Calls back once after so many milliseconds (monotonic); the returned function cancels. */
  readonly schedule: Schedule;
};

/** Both readings of a clock at one moment. */
export type Moment = {readonly now: number; readonly monotonic: number};

export function momentOf({now, monotonic}: Clock): Moment {
  return {now: now(), monotonic: monotonic()};
}

/** As `performance.now()`, for which Node would first load all of its `perf_hooks` (measured: 2 ms of each start). */
function monotonicMs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}

export const systemClock: Clock = {
  now: Date.now,
  monotonic: monotonicMs,
  schedule,
};
