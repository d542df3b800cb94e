import {Ec2Error} from '../../ec2/errors.js';
import {toApiTask} from '../../task/api-task.js';
import {type Order, rank} from '../../task/order.js';
import type {SourceName} from '../../task/source-name.js';
import type {StoreImageTask} from '../../task/store-image-task.js';
import {type FetchPage, type Paging, walkPages} from './pages.js';
import {isoTimestamp, type TimestampFormat} from './timestamp.js';

/** A task on its way to the report. */
export type Found = {
  readonly task: StoreImageTask;

  /** Set when there are several sources. */
  readonly source: SourceName | undefined;

  /** The time of its service, ms since the epoch. */
  readonly now: () => number;
};

/** A result as the API names it. */
export type Result = Readonly<Record<string, unknown>>;

export function toResult(
  found: readonly Pick<Found, 'task' | 'source'>[],
  nextToken: string | undefined,
  timestamps: TimestampFormat,
): Result {
  const tasks = found.map(({task, source}) => {
    const said = toApiTask(task, source);
    const {TaskStartTime: wire} = said;
    return timestamps === 'iso8601' && typeof wire === 'string'
      ? {...said, TaskStartTime: isoTimestamp(wire)}
      : said;
  });
  return {
    StoreImageTaskResults: tasks,
    ...(nextToken === undefined ? {} : {NextToken: nextToken}),
  };
}

export type Gathered = {
  readonly found: readonly Found[];
  readonly nextToken: string | undefined;
};

/** All pages of one source, or the one page that was asked for without paging. @throws {Ec2Error} */
export async function gather(
  {fetch, now}: SourceToGather,
  paging: Paging & {readonly isPaginated: boolean},
  name?: SourceName,
): Promise<Gathered> {
  const found: Found[] = [];
  if (!paging.isPaginated) {
    const {tasks, nextToken} = await fetch(paging.nextToken);
    return {found: tasks.map(task => ({task, source: name, now})), nextToken};
  }
  let token: string | undefined;
  for await (const {tasks, resumeToken} of walkPages(fetch, paging)) {
    found.push(...tasks.map(task => ({task, source: name, now})));
    token = resumeToken;
  }
  return {found, nextToken: token};
}

export type SourceToGather = {
  readonly fetch: FetchPage;
  readonly name: SourceName;

  /** The time of its service, ms since the epoch. */
  readonly now: () => number;
};

/** All pages of several sources at once; one that fails takes nothing from the others. */
export async function gatherAll(
  sources: readonly SourceToGather[],
  paging: Paging,
): Promise<Gathered & {readonly errors: readonly Ec2Error[]}> {
  const outcomes = await Promise.allSettled(
    sources.map(source => gather(source, {...paging, isPaginated: true}, source.name)),
  );
  const found: Found[] = [];
  const errors: Ec2Error[] = [];
  for (const outcome of outcomes) {
    if (outcome.status === 'fulfilled') {
      found.push(...outcome.value.found);
    } else if (outcome.reason instanceof Ec2Error) {
      errors.push(outcome.reason);
    } else {
      throw outcome.reason;
    }
  }
  return {found, nextToken: undefined, errors};
}

/**
Sorts tasks as the screen does: by rank, equals newest first.
@param found Each with the time of its service (ms since the epoch), for the order by time to go.
*/
export function sortTasks<T extends {readonly task: StoreImageTask; readonly now: () => number}>(
  found: readonly T[],
  order: Order,
): readonly T[] {
  return found
    .map(item => ({item, rank: rank(order, item.task, [], item.now())}))
    .sort(
      (a, b) =>
        (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0) ||
        (b.item.task.startedAt ?? 0) - (a.item.task.startedAt ?? 0),
    )
    .map(({item}) => item);
}
