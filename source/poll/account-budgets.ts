import type {Clock} from './clock.js';
import {createTokenBucket, type TokenBucket} from './token-bucket.js';

/**
One budget for each account and Region, as EC2 keeps it: however many profiles of an account are watched, together they take what one may. Profiles whose account isn't known share one in their Region.
*/
export class AccountBudgets {
  readonly #clock: Pick<Clock, 'monotonic'>;
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(clock: Pick<Clock, 'monotonic'>) {
    this.#clock = clock;
  }

  /**
  @param account `undefined` while it isn't known.
  @param before What whoever asks has drawn on so far.
  */
  of(region: string, account: string | undefined, before?: TokenBucket): TokenBucket {
    const name = `${region}\n${account ?? ''}`;
    const known = this.#buckets.get(name);
    if (known) {
      return known;
    }

    // What was asked for before the account was known was its, too.
    const bucket = before?.copy() ?? createTokenBucket(this.#clock);
    this.#buckets.set(name, bucket);
    return bucket;
  }
}
