import type {DescribeStoreImageTasks} from '../../ec2/answer/describe.js';
import {ERROR_RULES} from '../../ec2/error-kinds.js';
import {Ec2Error} from '../../ec2/errors.js';
import type {Clock} from '../../poll/clock.js';
import {delay} from '../../poll/pace/delay.js';

const BASE_DELAY_MS = 1000;

/** The answers with a 5xx that botocore tries again. */
const RETRIED_STATUS: readonly (number | undefined)[] = [undefined, 500, 502, 503, 504];

/** The modes of botocore. `adaptive` is `standard` here: requests are paced by the account's budget in each of them. */
export const RETRY_MODES = ['legacy', 'standard', 'adaptive'] as const;

export type RetryMode = (typeof RETRY_MODES)[number];

export type RetryPolicy = {
  /** The first one included. */
  readonly maxAttempts: number;
  readonly maxDelayMs: number;
};

/** As botocore has it: 5 attempts at most in the mode `legacy`, 3 in the others, unless told. @param mode The default is that of version 2 of the aws command and of the SDKs. */
export function retryPolicy(
  mode: RetryMode = 'standard',
  maxAttempts: number = mode === 'legacy' ? 5 : 3,
): RetryPolicy {
  return {maxAttempts, maxDelayMs: mode === 'legacy' ? Number.POSITIVE_INFINITY : 20_000};
}

export type RetryOptions = RetryPolicy & {
  readonly clock: Clock;

  /** 0 to 1. */
  readonly random: () => number;
  readonly signal: AbortSignal;
};

/**
Asks again, up to the attempts of the policy, when the error is one that passes, after a random delay that may be twice as long each time ("full jitter"). Whoever counts requests must do so in `describe`: it is called once an attempt.
Source: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
*/
export function withRetries(
  describe: DescribeStoreImageTasks,
  {clock, random, signal, maxAttempts, maxDelayMs}: RetryOptions,
): DescribeStoreImageTasks {
  return async request => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await describe(request, signal);
      } catch (error) {
        if (!isPassing(error) || attempt >= maxAttempts || signal.aborted) {
          throw error;
        }
        const delayMs = error.wasKeptConnectionCut
          ? 0
          : Math.min(maxDelayMs, random() * BASE_DELAY_MS * 2 ** (attempt - 1));
        await delay(clock, delayMs, signal);
      }
    }
  };
}

function isPassing(error: unknown): error is Ec2Error {
  return (
    error instanceof Ec2Error &&
    ERROR_RULES[error.kind].outlook === 'passes' &&
    (error.kind !== 'service' || RETRIED_STATUS.includes(error.httpStatus))
  );
}
