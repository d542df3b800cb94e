import type {StoreImageTask} from '../../source/task/store-image-task.js';
import {amiIdOf} from '../helpers/demo-endpoint.js';

/** Accounts of their own: the library's budget is that of an account. */
const STARTED_AT = Date.now();

let accounts = 100_000_000_000;

/** A source that answers what it is told, without a network. */
export function fakeSource(
  answer: (request: {nextToken?: string; imageIds?: readonly string[]}) => {
    readonly tasks: readonly StoreImageTask[];
    readonly nextToken?: string | undefined;
  },
) {
  const account = String(accounts++);
  let requests = 0;
  return {
    profile: 'default',
    region: 'us-east-1',
    account: () => account,
    async describe(request: {nextToken?: string; imageIds?: readonly string[]}) {
      requests++;
      return {lostRows: 0, requestId: undefined, nextToken: undefined, ...answer(request)};
    },
    requests: () => requests,
  };
}

export function aTask(number: number, members: Partial<StoreImageTask> = {}): StoreImageTask {
  const startedAt = STARTED_AT - number * 60_000;
  return {
    amiId: amiIdOf(number),
    taskStartTime: new Date(startedAt).toISOString(),
    startedAt,
    bucket: 'archive',
    s3ObjectKey: `${amiIdOf(number)}.bin`,
    progressPercentage: 100,
    storeTaskState: 'Completed',
    storeTaskFailureReason: undefined,
    ...members,
  };
}

export async function all<T>(iterable: AsyncIterable<T>): Promise<readonly T[]> {
  const items: T[] = [];
  for await (const item of iterable) {
    items.push(item);
  }
  return items;
}
