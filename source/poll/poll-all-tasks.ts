import type {DescribeAnswer} from '../ec2/describe.js';
import {Ec2Error} from '../ec2/errors.js';
import {isRunning, type StoreImageTask} from '../task/store-image-task.js';
import {type Stretch, withNewestPage} from './coverage.js';
import {MISSING, MissingTasks} from './missing-tasks.js';
import {PageOrder} from './page-order.js';
import {type Ask, REQUEST_LIMITS, serviceFilters, startsOf} from './request.js';
import type {Origin, TaskLedger} from './task-ledger.js';
import {startedAfter} from './task-list.js';

export const HORIZON = {
  /** How long eventual consistency may hide a task that has just started. Facts: "seconds to minutes". */
  hiddenMs: 10 * 60_000,

  /** How often all running tasks are asked for although nothing calls for it, in case one was hidden for longer. */
  sweepMs: 10 * 60_000,
  sweepAgainMs: 60_000,
} as const;

type Options = {
  readonly source: number;
  readonly ledger: TaskLedger;

  /** The service's time, ms since the epoch. */
  readonly now: () => number;
  readonly monotonic: () => number;

  /** Rows a page. @default 200, the most that the service gives */
  readonly maxResults?: number;
};

/**
The polling of everything a source has. One request as a rule, the newest page. The running tasks are asked for, too, when one of them is older than that page, and when one could have been missed: at the first poll, after a gap, when a page spans less time than a new task may stay hidden, and now and then. After a poll every running task that the service shows is known as the service shows it.
*/
export class PollAllTasks {
  /** What is known without a hole when nothing is filtered. */
  stretches: readonly Stretch[] = [];

  /** False where the service lists otherwise, as far as anybody has seen. */
  isNewestFirst = true;

  readonly #options: Options;
  readonly #missing: MissingTasks;

  /** Start of the newest task of earlier polls; `undefined` before the first. In the service's time: its clock and ours may differ. */
  #reached: number | undefined;
  #sweptAt = Number.NEGATIVE_INFINITY;

  /** Settled tasks that belong on the newest page and weren't there, and since when (monotonic). */
  readonly #unlisted = new Map<string, number>();

  constructor(options: Options) {
    this.#options = options;
    this.#missing = new MissingTasks(options);
  }

  /** Start of the newest task that polling has seen; -Infinity before there is one. */
  newestKnown(): number {
    return this.#reached ?? Number.NEGATIVE_INFINITY;
  }

  /** @throws {Ec2Error} when a request fails; what came before it is kept. */
  async poll(ask: Ask): Promise<void> {
    const {source, ledger, now, monotonic, maxResults = REQUEST_LIMITS.maxResults} = this.#options;
    const reached = this.#reached;
    const seen = new Set<string>();
    // One that is not known and has no start yet wasn't there at the last poll.
    const originOf = (task: StoreImageTask): Origin =>
      reached !== undefined &&
      (task.startedAt ?? Number.POSITIVE_INFINITY) >= reached - HORIZON.hiddenMs
        ? 'news'
        : 'history';
    const observe: Ask = async request => {
      const answer = await ask(request);
      for (const key of ledger.observe(source, answer.tasks, originOf, now())) {
        seen.add(key);
      }

      return answer;
    };

    const page = await observe({maxResults});
    const onPage = new Set(seen);
    const isEverything = page.nextToken === undefined || (await this.#readUnordered(page, observe));
    const {newest, oldest} = startsOf(page.tasks);
    const pageEnd = isEverything ? Number.NEGATIVE_INFINITY : (oldest ?? Number.POSITIVE_INFINITY);
    const isDeepEnough = reached !== undefined && pageEnd <= reached - HORIZON.hiddenMs;
    const unseen = () => ledger.running(source).filter(({key}) => !seen.has(key));
    const hasOlderRunning = () =>
      unseen().some(({task}) => (task.startedAt ?? Number.NEGATIVE_INFINITY) <= pageEnd);
    if (!isEverything && (!isDeepEnough || hasOlderRunning())) {
      await readAllRunning(observe, maxResults);
      this.#sweptAt = monotonic();
      this.#doubtIfMissed(onPage, pageEnd);
    } else if (!isEverything && monotonic() - this.#sweptAt >= HORIZON.sweepMs) {
      await this.#sweep(observe, maxResults);
    }

    await this.#missing.resolve(unseen(), ask, originOf, false);
    this.stretches = withNewestPage(
      this.stretches,
      {newest, oldest, nextToken: isEverything ? undefined : page.nextToken},
      reached,
    );
    this.#reached = Math.max(
      reached ?? Number.NEGATIVE_INFINITY,
      // One row that starts in the future must not make everything after it old news.
      Math.min(newest ?? Number.NEGATIVE_INFINITY, now()),
    );
    if (!this.isNewestFirst && !isEverything) {
      this.stretches = [];
    }

    this.#dropUnlisted(seen, pageEnd);
    ledger.prune(source, now());
  }

  /** Something was found where nothing should have been missing: the list doesn't come newest first. The next poll asks for all of it. */
  doubtOrder(): void {
    this.isNewestFirst = false;
    this.stretches = [];
  }

  /**
  Reads everything where the list doesn't come newest first: what is new or running may be on any page. A reading that shows the order ends that.
  @returns False where the order holds, and nothing was read.
  */
  async #readUnordered(page: DescribeAnswer, observe: Ask): Promise<boolean> {
    const order = new PageOrder();
    order.take(page.tasks);
    this.isNewestFirst &&= order.isNewestFirst;
    if (this.isNewestFirst) {
      return false;
    }

    this.stretches = [];
    const {maxResults = REQUEST_LIMITS.maxResults} = this.#options;
    let {nextToken} = page;
    while (nextToken !== undefined) {
      const answer: DescribeAnswer = await observe({maxResults, nextToken});
      order.take(answer.tasks);
      nextToken = answer.nextToken;
    }

    this.isNewestFirst = order.isNewestFirst;
    return true;
  }

  /** A running task that is newer than the end of the newest page belongs on it, as soon as nothing hides it any more. */
  #doubtIfMissed(onPage: ReadonlySet<string>, pageEnd: number): void {
    const {source, ledger, now} = this.#options;
    const shown = now() - HORIZON.hiddenMs;
    const isMissed = ledger
      .running(source)
      .some(
        ({key, task: {startedAt = pageEnd}}) =>
          startedAt > pageEnd && startedAt < shown && !onPage.has(key),
      );
    if (isMissed) {
      this.doubtOrder();
    }
  }

  /** Asks for all running tasks though nothing calls for it: a short account comes first. */
  async #sweep(observe: Ask, maxResults: number): Promise<void> {
    const {monotonic} = this.#options;
    try {
      await readAllRunning(observe, maxResults);
      this.#sweptAt = monotonic();
    } catch (error) {
      if (!(error instanceof Ec2Error && error.kind === 'throttled')) {
        throw error;
      }

      this.#sweptAt = monotonic() - HORIZON.sweepMs + HORIZON.sweepAgainMs;
    }
  }

  /** A settled task that stays away from the page it belongs on is no longer known to the service. */
  #dropUnlisted(seen: ReadonlySet<string>, pageEnd: number): void {
    const {source, ledger, now, monotonic} = this.#options;
    const unlisted = new Set<string>();
    for (const tracked of startedAfter(ledger.list, pageEnd)) {
      if (tracked.source === source && !seen.has(tracked.key) && !isRunning(tracked.task)) {
        unlisted.add(tracked.key);
      }
    }

    for (const key of this.#unlisted.keys()) {
      if (!unlisted.has(key)) {
        this.#unlisted.delete(key);
      }
    }

    const gone: string[] = [];
    for (const key of unlisted) {
      const since = this.#unlisted.get(key);
      if (since === undefined) {
        this.#unlisted.set(key, monotonic());
      } else if (monotonic() - since >= MISSING.graceMs) {
        this.#unlisted.delete(key);
        gone.push(key);
      }
    }

    ledger.vanish(gone, now());
  }
}

async function readAllRunning(observe: Ask, maxResults: number): Promise<void> {
  let nextToken: string | undefined;
  do {
    const answer = await observe({
      filters: serviceFilters(['InProgress'], []),
      maxResults,
      nextToken,
    });
    nextToken = answer.nextToken;
  } while (nextToken !== undefined);
}
