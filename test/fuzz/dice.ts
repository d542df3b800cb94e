/** Choices that a seed repeats: a failure names the seed, and the same seed fails again. */
export type Dice = {
  /** 0 to below 1. */
  readonly next: () => number;

  /** An integer from 0 to below `limit`. */
  readonly below: (limit: number) => number;
  readonly pick: <T>(choices: readonly T[]) => T;

  /** True with this probability. */
  readonly chance: (probability: number) => boolean;

  /** So many things, from `min` to `max`. */
  readonly some: <T>(min: number, max: number, make: () => T) => T[];
};

export function createDice(seed: number): Dice {
  const next = mulberry32(seed);
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    pick: <T>(choices: readonly T[]) => choices[below(choices.length)] as T,
    chance: probability => next() < probability,
    some: (min, max, make) => Array.from({length: min + below(max - min + 1)}, make),
  };
}

/** Tommy Ettinger's generator: 32 bits of state, each seed another row of numbers. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}
