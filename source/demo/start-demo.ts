import {startEc2Endpoint} from './endpoint/ec2-endpoint.js';
import {ACCOUNT_THROTTLE} from './endpoint/throttle.js';
import {liveScenario} from './scenario.js';

export type Demo = {
  /** What --endpoint-url takes. */
  readonly url: string;
  readonly close: () => Promise<void>;
};

/**
Starts the endpoint of --demo: an account with 450 tasks, in which several are running, under EC2's own request budget.
@param seed Another one makes other tasks. @default 1
@param now Milliseconds since the epoch. @default a clock that begins with this machine's and that nobody sets: a service's clock doesn't jump with its client's
*/
export async function startDemo({
  seed = 1,
  now = steadyClock(),
}: {
  readonly seed?: number;
  readonly now?: () => number;
} = {}): Promise<Demo> {
  const {url, close} = await startEc2Endpoint({
    scenario: liveScenario({seed, epoch: now()}),
    now,
    throttle: ACCOUNT_THROTTLE,
  });
  return {url, close};
}

function steadyClock(): () => number {
  const begun = Date.now() - performance.now();
  return () => begun + performance.now();
}
