/** A token bucket: one request takes one token. */
export type ThrottleOptions = {
  readonly capacity: number;
  readonly refillPerSecond: number;
};

/**
What EC2 gives an account for DescribeStoreImageTasks in one Region, shared by everyone in it.
Source: https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
*/
export const ACCOUNT_THROTTLE: ThrottleOptions = {capacity: 50, refillPerSecond: 0.5};

export type Throttle = {
  /** Takes one token at `now` (ms since the epoch); false when there is none left. */
  readonly take: (now: number) => boolean;
};

/** Makes a bucket that starts full. A clock that goes back refills nothing. */
export function createThrottle({capacity, refillPerSecond}: ThrottleOptions): Throttle {
  let tokens = capacity;
  let filledAt: number | undefined;
  return {
    take(now) {
      const elapsedMs = Math.max(0, now - (filledAt ?? now));
      filledAt = Math.max(now, filledAt ?? now);
      tokens = Math.min(capacity, tokens + (elapsedMs / 1000) * refillPerSecond);
      if (tokens < 1) {
        return false;
      }

      tokens -= 1;
      return true;
    },
  };
}
