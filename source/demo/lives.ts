import {elsewhere, type StoreTarget, targetOf} from './endpoint/target.js';
import {FAILURE_REASONS} from './failure-reasons.js';
import {pick, randomOf} from './random.js';
import type {TaskLife} from './task-life.js';

/** One task starts in every such stretch; within it, at random, in the first third. */
export const START_EVERY_MS = 30_000;

type LifeInTurn = Pick<TaskLife, 'queuedMs' | 'workMs' | 'pace'> & {readonly failsAt?: number};

/**
The lives that tasks take in turn: with a start every 30 seconds, the sum of their durations keeps three to five of them running, and a failure is never far from the newest row.
*/
const LIVES: readonly LifeInTurn[] = [
  {pace: 'steady', queuedMs: 2000, workMs: 78_000},
  {pace: 'uneven', queuedMs: 3000, workMs: 127_000},
  {pace: 'steady', queuedMs: 4000, workMs: 100_000, failsAt: 0.46},
  {pace: 'stepwise', queuedMs: 2000, workMs: 128_000},
  {pace: 'steady', queuedMs: 2000, workMs: 68_000},
  {pace: 'stalling', queuedMs: 5000, workMs: 240_000},
  {pace: 'uneven', queuedMs: 45_000, workMs: 95_000},
  {pace: 'steady', queuedMs: 1000, workMs: 79_000},
];

/** More than any of them lasts, in milliseconds. */
export const LONGEST_LIFE_MS = 5 * 60 * 1000;

/** The life at a place in the row of all lives: 0 is the first after the epoch, those before it have negative places. */
export function lifeOf(seed: number, epoch: number, place: number): TaskLife {
  const random = randomOf(seed, place);
  const {failsAt, ...life} = LIVES[turnOf(place)] as LifeInTurn;
  return {
    ...life,
    ...targetAt(seed, place),
    // Never at the epoch itself: what has started by then is the history that was asked for.
    startedAt: 1 + Math.floor(epoch + (place + random() / 3) * START_EVERY_MS),
    failure:
      failsAt === undefined ? undefined : {at: failsAt, reason: pick(random, FAILURE_REASONS)},
  };
}

/** Turn 6 repeats the store that failed in turn 2; turn 7 stores the AMI of turn 0 to another bucket. */
function targetAt(seed: number, place: number): StoreTarget {
  switch (turnOf(place)) {
    case 6: {
      return targetOf(seed + 1, place - 4);
    }

    case 7: {
      return elsewhere(targetOf(seed + 1, place - 7));
    }

    default: {
      return targetOf(seed + 1, place);
    }
  }
}

function turnOf(place: number): number {
  return ((place % LIVES.length) + LIVES.length) % LIVES.length;
}
