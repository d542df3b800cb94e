import type {DescribeStoreImageTasks} from '../../ec2/answer/describe.js';
import {ERROR_RULES} from '../../ec2/error-kinds.js';
import {Ec2Error} from '../../ec2/errors.js';
import type {Clock} from '../../poll/clock.js';
import {delay} from '../../poll/pace/delay.js';

/** As the SDK's standard mode has them. */
const MAX_ATTEMPTS = 3;
const BASE_DELAY_MS = 1000;

export type RetryOptions = {
  readonly clock: Clock;

  /** 0 to 1. */
  readonly random: () => number;
  readonly signal: AbortSignal;
};

/**
Asks up to three times when the error is one that passes, after a random delay that may be twice as long each time ("full jitter"). Whoever counts requests must do so in `describe`: it is called once an attempt.
Source: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
*/
export function withRetries(
  describe: DescribeStoreImageTasks,
  {clock, random, signal}: RetryOptions,
): DescribeStoreImageTasks {
  return async request => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await describe(request, signal);
      } catch (error) {
        const isPassing = error instanceof Ec2Error && ERROR_RULES[error.kind].outlook === 'passes';
        if (!isPassing || attempt === MAX_ATTEMPTS || signal.aborted) {
          throw error;
        }
        const delayMs = error.wasKeptConnectionCut
          ? 0
          : random() * BASE_DELAY_MS * 2 ** (attempt - 1);
        await delay(clock, delayMs, signal);
      }
    }
  };
}
