import {settledHistory} from '../../helpers/settled-history.js';
import type {Measured} from './row.js';

const MINUTE = 60_000;

/** Three tasks that started a little while ago (ms): on the newest page at every size. */
export const RECENT = [5, 20, 60].map(minutes => minutes * MINUTE);

/** An account for `simulateDay`: so much history, and tasks that run all the time. @param runningSince ms before the simulation begins. */
export function accountOf(settled: number, runningSince: readonly number[] = RECENT) {
  return (epoch: number) => settledHistory({settled, runningSince, epoch});
}

export function requestCount(values: readonly number[]): Measured {
  return {values, unit: 'requests'};
}
