/** The environment variable that gives all random tests another seed, such as one that `npm run fuzz` printed. */
export const SEED_VARIABLE = 'AMIWATCH_SEED';

/** What they take without it. */
export const DEFAULT_SEED = 1;
