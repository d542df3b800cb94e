import type {DescribeAnswer, DescribeRequest} from '../../ec2/answer/describe.js';
import {filtersFor} from '../../task/service-filter.js';
import type {StoreImageTask} from '../../task/store-image-task.js';

/** Limits of one request, as the service has them. */
export const REQUEST_LIMITS = {maxResults: 200, imageIds: 20} as const;

/** How long eventual consistency may hide a task that has just started, ms. Facts: "seconds to minutes". */
export const HIDDEN_MS = 10 * 60_000;

/** Asks within the budget: waits for a token, then sends exactly one request. */
export type Ask = (request: DescribeRequest) => Promise<DescribeAnswer>;

/** The filters of a request for some states and buckets, each a pattern of the service's; `undefined` when there is nothing to filter. */
export function serviceFilters(
  states: readonly string[],
  buckets: readonly string[],
): DescribeRequest['filters'] {
  const filters = filtersFor(states, buckets);
  return filters.length > 0 ? filters : undefined;
}

/** The starts of the newest and the oldest of some tasks; rows may come in any order. */
export function startsOf(tasks: readonly StoreImageTask[]): {
  readonly newest: number | undefined;
  readonly oldest: number | undefined;
} {
  let newest: number | undefined;
  let oldest: number | undefined;
  for (const {startedAt} of tasks) {
    if (startedAt !== undefined) {
      newest = Math.max(newest ?? startedAt, startedAt);
      oldest = Math.min(oldest ?? startedAt, startedAt);
    }
  }

  return {newest, oldest};
}

/** A list in pieces of at most so many. */
export function batches<T>(items: readonly T[], size: number): T[][] {
  const result: T[][] = [];
  for (let from = 0; from < items.length; from += size) {
    result.push(items.slice(from, from + size));
  }

  return result;
}
