import type {DescribeAnswer} from '../ec2/describe.js';
import {Ec2Error} from '../ec2/errors.js';
import {isRunning, type StoreImageTask} from '../task/store-image-task.js';
import {CatchUp} from './catch-up.js';
import type {Coverage} from './coverage.js';
import {MISSING, MissingTasks} from './missing-tasks.js';
import {PageOrder} from './page-order.js';
import type {PollSession} from './poll-session.js';
import {REQUEST_LIMITS, serviceFilters, startsOf} from './request.js';
import type {Origin, TaskLedger} from './task-ledger.js';
import {startedAfter} from './task-list.js';

export const HORIZON = {
  /** How long eventual consistency may hide a task that has just started. Facts: "seconds to minutes". */
  hiddenMs: 10 * 60_000,

  /** How often all running tasks are asked for although nothing calls for it, in case one was hidden for longer. */
  sweepMs: 10 * 60_000,
  sweepAgainMs: 60_000,

  /** While a page spans less than `hiddenMs`: how often that much is read beyond it, in case one was hidden that has settled since. */
  deepMs: 5 * 60_000,
} as const;

type Options = {
  readonly source: number;
  readonly ledger: TaskLedger;

  /** Where it notes what it has read without a hole. */
  readonly coverage: Coverage;

  /** The service's time, ms since the epoch. */
  readonly now: () => number;
  readonly monotonic: () => number;

  /** Rows a page. @default 200, the most that the service gives */
  readonly maxResults?: number;
};

/**
The polling of everything a source has. One request as a rule, the newest page. The running tasks are asked for, too, when one of them is older than that page, and when one could have been missed: at the first poll, after a gap, when a page spans less time than a new task may stay hidden, and now and then. What started since the last poll and is not on the newest page is read from its tokens (see `CatchUp`). After a poll every running task that the service shows is known as the service shows it.
*/
export class PollAllTasks {
  /** False where the service lists otherwise, as far as anybody has seen. */
  isNewestFirst = true;

  readonly #options: Options;
  readonly #missing: MissingTasks;

  /** Start of the newest task of earlier polls; `undefined` before the first. In the service's time: its clock and ours may differ. */
  #reached: number | undefined;

  /** The same before the poll that is under way, or was the last. */
  #reachedBefore: number | undefined;
  #sweptAt = Number.NEGATIVE_INFINITY;

  /** What started before this was there before anyone looked. */
  #watchedFrom = Number.POSITIVE_INFINITY;

  /** When and down from where it was last read as far as a task may stay hidden; the first is monotonic. */
  #deep = {at: Number.NEGATIVE_INFINITY, from: Number.NEGATIVE_INFINITY};

  readonly #catchUp: CatchUp;

  /** Settled tasks that belong on the newest page and weren't there, and since when (monotonic). */
  readonly #unlisted = new Map<string, number>();

  constructor(options: Options) {
    this.#options = options;
    this.#missing = new MissingTasks(options);
    this.#catchUp = new CatchUp({
      ...options,
      onGap: gap => options.ledger.report([gap]),
      onPage: ({token, ...page}) => options.coverage.takePageAt(token, page),
    });
  }

  /** Whether tasks that started since the last poll are still to be read. */
  get isBehind(): boolean {
    return this.#catchUp.isBehind;
  }

  /** What a task that is not known yet is. One that has no start yet wasn't there at the last poll. */
  originOf({startedAt}: StoreImageTask): Origin {
    const reached = this.#reachedBefore;
    if (reached === undefined || (startedAt ?? this.#watchedFrom) < this.#watchedFrom) {
      return 'history';
    }

    return startedAt === undefined ||
      startedAt >= reached - HORIZON.hiddenMs ||
      this.#catchUp.includes(startedAt)
      ? 'news'
      : 'history';
  }

  /** Start of the newest task that polling has seen; -Infinity before there is one. */
  newestKnown(): number {
    return this.#reached ?? Number.NEGATIVE_INFINITY;
  }

  /** @throws {Ec2Error} when a request fails; what came before it is kept. */
  async poll(session: PollSession): Promise<void> {
    const {source, ledger, coverage, now, monotonic} = this.#options;
    const {maxResults = REQUEST_LIMITS.maxResults} = this.#options;
    const reached = this.#reached;
    this.#reachedBefore = reached;
    const {seen} = session;
    const page = await session.observe({maxResults});
    const onPage = new Set(seen);
    const isEverything = page.nextToken === undefined || (await this.#readUnordered(page, session));
    const {newest, oldest} = startsOf(page.tasks);
    const pageEnd = isEverything ? Number.NEGATIVE_INFINITY : (oldest ?? Number.POSITIVE_INFINITY);
    const isDeepEnough = reached !== undefined && pageEnd <= reached - HORIZON.hiddenMs;
    const unseen = () => ledger.running(source).filter(({key}) => !seen.has(key));
    const hasOlderRunning = () =>
      unseen().some(({task}) => (task.startedAt ?? Number.NEGATIVE_INFINITY) <= pageEnd);
    if (!isEverything && (!isDeepEnough || hasOlderRunning())) {
      await readAllRunning(session, maxResults);
      this.#sweptAt = monotonic();
      this.#doubtIfMissed(onPage, pageEnd);
    } else if (!isEverything && monotonic() - this.#sweptAt >= HORIZON.sweepMs) {
      await this.#sweep(session, maxResults);
    }

    coverage.takeNewestPage(
      {newest, oldest, nextToken: isEverything ? undefined : page.nextToken},
      reached,
    );
    this.#noteDepth(newest, pageEnd, isEverything ? undefined : page.nextToken);
    this.#reached = Math.max(
      reached ?? Number.NEGATIVE_INFINITY,
      // One row that starts in the future must not make everything after it old news.
      Math.min(newest ?? Number.NEGATIVE_INFINITY, now()),
    );
    if (!this.isNewestFirst && !isEverything) {
      this.#options.coverage.forgetEverything();
    }

    await this.#catchUp.read(session);
    await this.#missing.resolve(unseen(), session, false);
    this.#dropUnlisted(seen, pageEnd);
    ledger.prune(source, now(), seen);
  }

  /** Notes what the newest page leaves out of the time since the last poll, and now and then of the time in which a task may have been hidden. */
  #noteDepth(newest: number | undefined, pageEnd: number, nextToken: string | undefined): void {
    const {monotonic} = this.#options;
    const reached = this.#reached;
    if (reached === undefined) {
      this.#watchedFrom = pageEnd;
    }

    const hiddenFrom = Math.max(this.#watchedFrom, this.#deep.from - HORIZON.hiddenMs);
    const isDeep = reached === undefined || pageEnd <= hiddenFrom || nextToken === undefined;
    const isDeepDue = monotonic() - this.#deep.at >= HORIZON.deepMs;
    const isSure = reached !== undefined && pageEnd >= reached;
    if (!isDeep && (isSure || isDeepDue)) {
      const down = isDeepDue ? hiddenFrom : reached;
      this.#catchUp.add({top: pageEnd, down, token: nextToken, isSure});
    }

    if (isDeep || isDeepDue) {
      this.#deep = {
        at: monotonic(),
        from: Math.max(reached ?? Number.NEGATIVE_INFINITY, newest ?? Number.NEGATIVE_INFINITY),
      };
    }
  }

  /** Something was found where nothing should have been missing: the list doesn't come newest first. The next poll asks for all of it. */
  doubtOrder(): void {
    this.isNewestFirst = false;
    this.#options.coverage.forgetEverything();
  }

  /**
  Reads everything where the list doesn't come newest first: what is new or running may be on any page. A reading that shows the order ends that.
  @returns False where the order holds, and nothing was read.
  */
  async #readUnordered(page: DescribeAnswer, session: PollSession): Promise<boolean> {
    const order = new PageOrder();
    order.take(page.tasks);
    this.isNewestFirst &&= order.isNewestFirst;
    if (this.isNewestFirst) {
      return false;
    }

    this.#options.coverage.forgetEverything();
    const {maxResults = REQUEST_LIMITS.maxResults} = this.#options;
    let {nextToken} = page;
    while (nextToken !== undefined) {
      const answer: DescribeAnswer = await session.observe({maxResults, nextToken});
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
  async #sweep(session: PollSession, maxResults: number): Promise<void> {
    const {monotonic} = this.#options;
    try {
      await readAllRunning(session, maxResults);
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

async function readAllRunning(session: PollSession, maxResults: number): Promise<void> {
  let nextToken: string | undefined;
  do {
    const answer = await session.observe({
      filters: serviceFilters(['InProgress'], []),
      maxResults,
      nextToken,
    });
    nextToken = answer.nextToken;
  } while (nextToken !== undefined);
}
