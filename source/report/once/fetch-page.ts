import type {DescribeAnswer, DescribeRequest} from '../../ec2/answer/describe.js';
import {PageOrder} from '../../poll/reading/page-order.js';
import {type Ask, batches, REQUEST_LIMITS} from '../../poll/reading/request.js';
import {isWithin, type ServiceClock, type SinceLimit} from '../../poll/service-clock.js';
import {compileFilters, type Filter} from '../../task/service-filter.js';
import type {StoreImageTask} from '../../task/store-image-task.js';
import type {FetchPage} from './pages.js';

/** Which tasks are asked for. */
export type Selection = SinceLimit & {
  /** Empty: every AMI. */
  readonly imageIds: readonly string[];
  readonly filters: readonly Filter[];

  /** Tasks a page. */
  readonly pageSize: number | undefined;
  readonly isDryRun: boolean | undefined;
};

/** What was seen on the way, for notes. */
export type Seen = {
  readonly imageIds: Set<string>;
  lostRows: number;

  /** Answers so far, and those that will be asked for where that is known. */
  requests: number;
  allRequests?: number;

  /** Tasks so far, those included that no page shows. */
  tasks: number;

  /** The earliest start of a task so far, ms since the epoch; infinite before the first. */
  earliestAt: number;

  /** The service doesn't list newest first, so that --since took every page. */
  isOutOfOrder?: boolean;
};

/**
Makes the fetch that turns a selection into requests. Without AMI IDs it is one request a page, with the filters applied by the service and without MaxResults unless a page size is given, as the aws command does it. With AMI IDs the whole answer is one page: 20 IDs a request, never with MaxResults or filters, which the service refuses or ignores; the filters are applied here.
*/
export function pageFetcher(
  selection: Selection,
  ask: Ask,
  seen: Seen,
  serviceClock: Pick<ServiceClock, 'startOffsetMs'>,
): FetchPage {
  const {imageIds, filters, since, isDryRun} = selection;
  const note = ({tasks, lostRows}: DescribeAnswer) => {
    seen.lostRows += lostRows;
    seen.requests++;
    seen.tasks += tasks.length;
    for (const {amiId, startedAt = Number.POSITIVE_INFINITY} of tasks) {
      seen.imageIds.add(amiId ?? '');
      seen.earliestAt = Math.min(seen.earliestAt, startedAt);
    }
  };
  // Only asked after an answer: that is what tells the service's time.
  const isRecent = (task: StoreImageTask) => isWithin(selection, task, serviceClock);

  if (imageIds.length > 0) {
    const fits = compileFilters(filters);
    const requests = batches(imageIds, REQUEST_LIMITS.imageIds);
    seen.allRequests = (seen.allRequests ?? 0) + requests.length;
    return async nextToken => {
      const tasks: StoreImageTask[] = [];
      let hasEmptyToken = false;
      for (const ids of requests) {
        const answer = await ask(
          defined({
            imageIds: ids,
            nextToken: requests.length === 1 ? nextToken : undefined,
            dryRun: isDryRun,
          }),
        );
        note(answer);
        hasEmptyToken = answer.hasEmptyToken ?? false;
        tasks.push(...answer.tasks);
      }
      if (requests.length > 1) {
        tasks.sort((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0));
      }
      return {
        tasks: tasks.filter(task => isRecent(task) && fits(task)),
        nextToken: hasEmptyToken ? '' : undefined,
      };
    };
  }

  // In small pages the walk can end at the first task that is too old, where the list is seen to come newest first. That nothing at all is recent is believed only when another page says so, too: its border shows whether pages come the other way round.
  let order = new PageOrder();
  let isAnyRecent = false;
  let pages = 0;
  const maxResults =
    selection.pageSize ?? (since === undefined ? undefined : REQUEST_LIMITS.maxResults);
  return async nextToken => {
    if (nextToken === undefined) {
      order = new PageOrder();
      isAnyRecent = false;
      pages = 0;
    }
    const answer = await ask(
      defined({
        filters: filters.length > 0 ? filters : undefined,
        maxResults,
        nextToken,
        dryRun: isDryRun,
      }),
    );
    note(answer);
    const last = answer.tasks.at(-1);
    pages++;
    order.take(answer.tasks);
    isAnyRecent ||= answer.tasks.some(isRecent);
    seen.isOutOfOrder ||= since !== undefined && !order.isNewestFirst;
    const isProven = order.isShown && order.isNewestFirst && (isAnyRecent || pages > 1);
    return {
      tasks: answer.tasks.filter(isRecent),
      nextToken:
        last && isProven && !isRecent(last)
          ? undefined
          : (answer.nextToken ?? (answer.hasEmptyToken ? '' : undefined)),
    };
  };
}

/** A request without members that aren't set. */
function defined(request: DescribeRequest): DescribeRequest {
  return Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined));
}
