import {type DemoTask, listedTasks, type Scenario} from '../demo-task.js';
import {filterTest} from './filters.js';
import {assertImageIds, assertMaxResults, assertNoDryRun} from './input-rules.js';
import {readNextToken, writeNextToken} from './next-token.js';
import type {DescribeInput} from './query.js';
import {ServiceError} from './service-error.js';
import type {Throttle} from './throttle.js';

/** The simulated account in one Region: everything an answer depends on. */
export type World = {
  readonly scenario: Scenario;

  /** Milliseconds since the epoch. */
  readonly now: () => number;

  /** Shared by all clients. @default none: every request is answered */
  readonly throttle?: Throttle;

  /** How long a NextToken holds, in milliseconds. @default for ever */
  readonly tokenLifetimeMs?: number;
};

/**
Charges the account for one request. EC2 does so before it looks at the parameters.
@throws {ServiceError} RequestLimitExceeded.
*/
export function takeToken(world: World): void {
  if (world.throttle && !world.throttle.take(world.now())) {
    throw new ServiceError('RequestLimitExceeded');
  }
}

/**
The action itself, without wire format and throttle: checks the input, then gives one page, newest first.
With `imageIds` filters are ignored and only the latest task of each AMI is given; without `maxResults` the rest of the list.
Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeStoreImageTasks.html
@throws {ServiceError}
*/
export function describeStoreImageTasks(
  input: DescribeInput,
  world: World,
): {readonly tasks: readonly DemoTask[]; readonly nextToken: string | undefined} {
  const {imageIds = [], filters = [], maxResults} = input;
  const now = world.now();
  assertMaxResults(maxResults);
  if (imageIds.length > 0) {
    assertImageIds(imageIds, input);
    assertNoDryRun(input);
    return {
      tasks: latestOfEach(listedTasks(world.scenario, now), new Set(imageIds)),
      nextToken: undefined,
    };
  }

  const matches = filterTest(filters);
  const from =
    input.nextToken === undefined
      ? 0
      : readNextToken(input.nextToken, filters, now, world.tokenLifetimeMs);
  assertNoDryRun(input);
  const listed = listedTasks(world.scenario, now);
  const all = filters.length > 0 ? listed.filter(matches) : listed;
  const to = from + (maxResults ?? all.length);
  return {
    tasks: all.slice(from, to),
    nextToken: to < all.length ? writeNextToken(to, filters, now) : undefined,
  };
}

function latestOfEach(newestFirst: readonly DemoTask[], wanted: Set<string>): DemoTask[] {
  const found: DemoTask[] = [];
  for (const task of newestFirst) {
    if (wanted.delete(task.amiId)) {
      found.push(task);
      if (wanted.size === 0) {
        break;
      }
    }
  }

  return found;
}
