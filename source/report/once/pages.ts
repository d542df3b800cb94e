import {PageTokens} from '../../poll/reading/page-tokens.js';
import type {StoreImageTask} from '../../task/store-image-task.js';
import {decodePageToken, encodePageToken} from './page-token.js';

/** One page of the service's answer. */
export type Page = {
  readonly tasks: readonly StoreImageTask[];

  /** Empty where the service marked the end of the list so. */
  readonly nextToken: string | undefined;
};

export type FetchPage = (nextToken: string | undefined) => Promise<Page>;

/** A page as it is printed: cut by --max-items and --starting-token. */
export type PrintedPage = {
  readonly tasks: readonly StoreImageTask[];

  /** The service's own, as it came with the page. */
  readonly nextToken: string | undefined;

  /** What --starting-token takes to go on; only with the last page, and only when --max-items ended it. */
  readonly resumeToken: string | undefined;
};

export type Paging = {
  readonly maxItems: number | undefined;
  readonly startingToken: string | undefined;

  /** The service's token for the first page, unless a starting token says otherwise. */
  readonly nextToken: string | undefined;
};

/**
Walks through the pages exactly as the aws command does, so that its tokens and ours mean the same.
Source: botocore/paginate.py, PageIterator.
@throws {Ec2Error} what the fetch throws, and `bad-answer` when the service gives the same token twice.
*/
export async function* walkPages(fetch: FetchPage, paging: Paging): AsyncGenerator<PrintedPage> {
  const start =
    paging.startingToken === undefined ? undefined : decodePageToken(paging.startingToken);
  const {maxItems = Number.POSITIVE_INFINITY} = paging;
  let token = start?.nextToken;
  let request = start ? start.nextToken : paging.nextToken;
  let skip = start?.skip ?? 0;
  let total = 0;
  const tokens = new PageTokens();
  while (true) {
    const page = await fetch(request);
    const tasks = page.tasks.slice(skip);
    const excess = total + tasks.length - maxItems;
    if (excess > 0) {
      const kept = tasks.length - excess;
      yield {
        tasks: tasks.slice(0, kept),
        nextToken: page.nextToken,
        resumeToken: encodePageToken(token, kept + skip),
      };
      return;
    }
    total += tasks.length;
    skip = 0;
    const next = page.nextToken || undefined;
    if (next === undefined || total === maxItems) {
      yield {
        tasks,
        nextToken: page.nextToken,
        resumeToken: next === undefined ? undefined : encodePageToken(next, undefined),
      };
      return;
    }
    yield {tasks, nextToken: page.nextToken, resumeToken: undefined};
    tokens.check({nextToken: request}, next);
    token = next;
    request = next;
  }
}
