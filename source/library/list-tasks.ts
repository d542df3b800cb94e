import {Ec2Error} from '../ec2/errors.js';
import {systemClock} from '../poll/clock.js';
import {AccountBudgets} from '../poll/pace/account-budgets.js';
import {RequestGate} from '../poll/pace/request-gate.js';
import {ServiceClock} from '../poll/service-clock.js';
import {pageFetcher} from '../report/once/fetch-page.js';
import {walkPages} from '../report/once/pages.js';
import {retryPolicy, withRetries} from '../report/once/retry.js';
import type {Filter} from '../task/service-filter.js';
import {checkFilters, checkImageIds, checkSignal} from './check.js';
import type {LibrarySource, TaskInput, TasksConfig} from './config.js';
import {withSources} from './open-source.js';
import {type StoreImageTaskResult, toStoreImageTaskResult} from './task-result.js';

/** All that this process lists and watches with the library shares what an account may have. */
export const BUDGETS = new AccountBudgets(systemClock);

/**
Gives every task of an account (of the 31 days that the service keeps), newest first in each source, page after page as they are taken. Each request waits for the account's budget: 40 at once, then one in 4 seconds.
@throws {Ec2Error} when the service can't be asked, or gives rows that can't be read.
@throws {TypeError} for arguments that are none. Both come with the first `next()`.
*/
export async function* listStoreImageTasks(
  config: TasksConfig = {},
  input: TaskInput = {},
): AsyncGenerator<StoreImageTaskResult, void, undefined> {
  const imageIds = checkImageIds(input.ImageIds);
  const filters = checkFilters(input.Filters);
  checkSignal(config.signal);
  const signal = config.signal ?? new AbortController().signal;
  yield* withSources(config, async function* (sources) {
    for (const source of sources) {
      yield* listSource(source, {imageIds, filters}, signal);
    }
  });
}

async function* listSource(
  {region, account, describe}: LibrarySource,
  selection: {readonly imageIds: readonly string[]; readonly filters: readonly Filter[]},
  signal: AbortSignal,
): AsyncGenerator<StoreImageTaskResult, void, undefined> {
  const serviceClock = new ServiceClock(systemClock.now);
  const gate = new RequestGate({
    describe,
    clock: systemClock,
    serviceClock,
    budgets: BUDGETS,
    region,
    account,
  });
  const ask = withRetries(request => gate.ask(request, 'manual', signal), {
    ...retryPolicy(),
    clock: systemClock,
    random: Math.random,
    signal,
  });
  const seen = {
    imageIds: new Set<string>(),
    lostRows: 0,
    requests: 0,
    tasks: 0,
    earliestAt: Number.POSITIVE_INFINITY,
  };
  const page = {pageSize: PAGE_SIZE, isDryRun: undefined};
  const fetch = pageFetcher({...selection, ...page}, ask, seen, serviceClock);
  try {
    for await (const {tasks} of walkPages(fetch, ALL_PAGES)) {
      for (const task of tasks) {
        yield toStoreImageTaskResult(task);
      }
    }
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
  if (seen.lostRows > 0) {
    throw new Ec2Error(`Rows of the answer that could not be read: ${seen.lostRows}.`, {
      kind: 'bad-answer',
    });
  }
}

/** The largest that the service takes. */
const PAGE_SIZE = 200;

const ALL_PAGES = {maxItems: undefined, startingToken: undefined, nextToken: undefined};
