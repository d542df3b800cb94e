import {randomUUID} from 'node:crypto';
import {type DemoTask, listedTasks, type Scenario} from './demo-task.js';
import {compileFilters} from './filters.js';
import {readNextToken, writeNextToken} from './next-token.js';
import {assertAction, type DescribeInput, readQuery} from './query.js';
import {ServiceError} from './service-error.js';
import type {Throttle} from './throttle.js';
import {writeError, writeTasks} from './xml.js';

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

/** An HTTP answer. `code` is the error's, when it is one. */
export type Answer = {
  readonly status: number;
  readonly body: string;
  readonly requestId: string;
  readonly code?: string;
};

const MAX_IMAGE_IDS = 20;
const MAX_RESULTS = 200;
const AMI_ID = /^ami-(?:[\da-f]{8}|[\da-f]{17})$/;

/** Answers one request in EC2's wire format. Never throws for what a client sent. */
export function answer(params: URLSearchParams, world: World): Answer {
  try {
    assertAction(params);
    takeToken(world);
    const {tasks, nextToken} = describeStoreImageTasks(readQuery(params), world);
    const requestId = randomUUID();
    return {status: 200, body: writeTasks(tasks, nextToken, requestId), requestId};
  } catch (error) {
    if (error instanceof ServiceError) {
      return answerError(error);
    }

    throw error;
  }
}

/** The answer that is this error. */
export function answerError(error: ServiceError): Answer {
  const requestId = randomUUID();
  const {status, code} = error;
  return {status, body: writeError(error, requestId), requestId, code};
}

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

  const matches = compileFilters(filters);
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

function assertImageIds(
  imageIds: readonly string[],
  {maxResults, nextToken}: Pick<DescribeInput, 'maxResults' | 'nextToken'>,
): void {
  if (maxResults !== undefined || nextToken !== undefined) {
    const paging = maxResults === undefined ? 'nextToken' : 'maxResults';
    throw new ServiceError(
      'InvalidParameterCombination',
      `The parameter imageIds cannot be used with the parameter ${paging}`,
    );
  }

  if (imageIds.length > MAX_IMAGE_IDS) {
    throw new ServiceError(
      'InvalidParameterValue',
      `The number of image IDs (${imageIds.length}) exceeds the maximum of ${MAX_IMAGE_IDS}`,
    );
  }

  const malformed = imageIds.find(id => !AMI_ID.test(id));
  if (malformed !== undefined) {
    const hint = malformed.startsWith('ami-') ? '' : ' (expecting "ami-...")';
    throw new ServiceError('InvalidAMIID.Malformed', `Invalid id: "${malformed}"${hint}`);
  }
}

function assertNoDryRun({dryRun}: DescribeInput): void {
  if (dryRun) {
    throw new ServiceError('DryRunOperation');
  }
}

function assertMaxResults(maxResults: number | undefined): void {
  if (maxResults === undefined || (maxResults >= 1 && maxResults <= MAX_RESULTS)) {
    return;
  }

  const bound =
    maxResults < 1 ? 'greater than or equal to 1' : `less than or equal to ${MAX_RESULTS}`;
  throw new ServiceError(
    'InvalidParameterValue',
    `Value ( ${maxResults} ) for parameter maxResults is invalid. Expecting a value ${bound}.`,
  );
}
