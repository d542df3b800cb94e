import type {Clock} from '../clock.js';
import {SharedPace} from './shared-pace.js';
import {BUDGET, type Budget, createTokenBucket, type TokenBucket} from './token-bucket.js';

/** What all sources of an account in a Region have in common. */
export type AccountBudget = {readonly bucket: TokenBucket; readonly pace: SharedPace};

/**
One budget for each account and Region, as EC2 keeps it: however many profiles of an account are watched, together they take what one may. Profiles whose account isn't known share one in their Region.
*/
export class AccountBudgets {
  readonly #clock: Pick<Clock, 'monotonic'>;
  readonly #budget: Budget;
  readonly #budgets = new Map<string, AccountBudget>();

  constructor(clock: Pick<Clock, 'monotonic'>, budget: Budget = BUDGET) {
    this.#clock = clock;
    this.#budget = budget;
  }

  /**
  @param account `undefined` while it isn't known.
  @param before What whoever asks has drawn on so far.
  */
  of(region: string, account: string | undefined, before?: AccountBudget): AccountBudget {
    const name = `${region}\n${account ?? ''}`;
    const known = this.#budgets.get(name);
    if (known) {
      return known;
    }

    // What was asked for before the account was known was its, too.
    const bucket = before?.bucket.copy() ?? createTokenBucket(this.#clock, this.#budget);
    const budget = {bucket, pace: new SharedPace()};
    this.#budgets.set(name, budget);
    return budget;
  }
}
