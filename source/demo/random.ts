/** Gives the next number, at least 0 and less than 1. */
export type Random = () => number;

/**
Makes the random numbers of one thing out of many: the same seed and index give the same numbers, whatever was asked for before (mulberry32).
@param index An integer, negative ones included.
*/
export function randomOf(seed: number, index: number): Random {
  let state = scramble(seed ^ scramble(index));
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Spreads neighbouring integers over all 32 bits (the finalizer of MurmurHash3). */
function scramble(value: number): number {
  let mixed = (value + 0x9e3779b9) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

export function pick<T>(random: Random, items: readonly [T, ...T[]]): T {
  return items[Math.floor(random() * items.length)] ?? items[0];
}
