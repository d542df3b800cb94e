import type {StoreImageTask} from '../../task/store-image-task.js';
import type {SinceLimit} from '../service-clock.js';
import type {Scope} from '../snapshot.js';
import type {Novelty} from '../tasks/task-ledger.js';
import {CatchUp} from './catch-up.js';
import {Coverage} from './coverage.js';
import {ListOrder} from './list-order.js';
import {MissingTasks} from './missing-tasks.js';
import {OlderPages} from './older-pages.js';
import type {PollSession} from './poll-session.js';
import type {PageOutcome, PolledSource, PollStrategy} from './poll-strategy.js';
import {type Ask, HIDDEN_MS, REQUEST_LIMITS, startsOf} from './request.js';
import {RunningTasks} from './running-tasks.js';
import type {List} from './task-lists.js';
import {UnlistedTasks} from './unlisted-tasks.js';

/** While a page spans less than `HIDDEN_MS`: how often that much is read beyond it, in case one was hidden that has settled since. */
const DEEP_MS = 5 * 60_000;

type Options = PolledSource & {
  /** What makes a moment at the start, by this machine's clock, one of the service's: ms. */
  readonly startOffsetMs: () => number;

  /** Rows a page. @default 200, the most that the service gives */
  readonly maxResults?: number;
};

/**
The polling of everything a source has. One request as a rule, the newest page. The running tasks are asked for, too, when one of them is older than that page, and when one could have been missed: at the first poll, after a gap, when a page spans less time than a new task may stay hidden, and now and then. What started since the last poll and is not on the newest page is read from its tokens (see `CatchUp`). After a poll every running task that the service shows is known as the service shows it.
*/
export class PollAllTasks implements PollStrategy {
  readonly #options: Options;
  readonly #coverage = new Coverage();
  readonly #order: ListOrder;
  readonly #running: RunningTasks;
  readonly #catchUp: CatchUp;
  readonly #missing: MissingTasks;
  readonly #unlisted: UnlistedTasks;
  readonly #older: OlderPages;

  /** Start of the newest task of earlier polls; `undefined` before the first. In the service's time: its clock and ours may differ. */
  #reached: number | undefined;

  /** The same before the poll that is under way, or was the last. */
  #reachedBefore: number | undefined;

  /** What started before this was there before anyone looked. */
  #watchedFrom = Number.POSITIVE_INFINITY;

  /** When and down from where it was last read as far as a task may stay hidden; the first is monotonic. */
  #deep = {at: Number.NEGATIVE_INFINITY, from: Number.NEGATIVE_INFINITY};

  constructor(options: Options) {
    const {monotonic, maxResults = REQUEST_LIMITS.maxResults} = options;
    this.#options = options;
    this.#order = new ListOrder({...options, coverage: this.#coverage, maxResults});
    this.#running = new RunningTasks({monotonic, maxResults});
    this.#unlisted = new UnlistedTasks(options);
    this.#missing = new MissingTasks(options);
    this.#catchUp = new CatchUp({...options, coverage: this.#coverage});
    this.#older = new OlderPages({
      ...options,
      coverage: this.#coverage,
      newestKnown: () => this.#reached ?? Number.NEGATIVE_INFINITY,
      noveltyOf: task => this.noveltyOf(task),
    });
  }

  /** Whether tasks that started since the last poll are still to be read. */
  get isBehind(): boolean {
    return this.#catchUp.isBehind;
  }

  get isNewestFirst(): boolean {
    return this.#order.isNewestFirst;
  }

  wantedInterval(askedMs: number, isCalm: boolean) {
    const {source, ledger} = this.#options;
    const isQuiet = ledger.running(source).length === 0 && !this.isBehind;
    return {ms: askedMs, isIdle: isCalm && isQuiet};
  }

  loadedBackTo(scope: Scope): number {
    return this.#older.loadedBackTo(scope);
  }

  /** After a poll every running task is known, however old it is. */
  wholeLists(limit: SinceLimit): readonly List[] {
    const running = this.#reached === undefined ? [] : [{states: ['InProgress'], buckets: []}];
    return [...this.#older.wholeLists(limit), ...running];
  }

  async loadPage(scope: Scope, ask: Ask): Promise<PageOutcome> {
    const outcome = await this.#older.loadPage(scope, ask);
    if (outcome === 'disorder') {
      this.#order.doubt();
    }

    return outcome;
  }

  /** What a task that is not known yet is. One that has no start yet wasn't there at the last poll. */
  noveltyOf({startedAt}: StoreImageTask): Novelty {
    const reached = this.#reachedBefore;
    if (reached === undefined || (startedAt ?? this.#watchedFrom) < this.#watchedFrom) {
      return 'history';
    }

    return startedAt === undefined ||
      startedAt >= reached - HIDDEN_MS ||
      this.#catchUp.includes(startedAt)
      ? 'news'
      : 'history';
  }

  /** @throws {Ec2Error} when a request fails; what came before it is kept. */
  async poll(session: PollSession): Promise<void> {
    const {source, ledger, now, maxResults = REQUEST_LIMITS.maxResults} = this.#options;
    const reached = this.#reached;
    this.#reachedBefore = reached;
    const {seen} = session;
    const page = await session.observe({maxResults});
    const onPage = new Set(seen);
    const isEverything =
      page.nextToken === undefined || (await this.#order.readAllUnlessOrdered(page, session));
    const {newest, oldest} = startsOf(page.tasks);
    const pageEnd = isEverything ? Number.NEGATIVE_INFINITY : (oldest ?? Number.POSITIVE_INFINITY);
    const isDeepEnough = reached !== undefined && pageEnd <= reached - HIDDEN_MS;
    const unseen = () => ledger.running(source).filter(({key}) => !seen.has(key));
    const hasOlderRunning = () =>
      unseen().some(({task}) => (task.startedAt ?? Number.NEGATIVE_INFINITY) <= pageEnd);
    if (!isEverything && (!isDeepEnough || hasOlderRunning())) {
      await this.#running.read(session);
      this.#order.doubtIfMissed(onPage, pageEnd);
    } else if (!isEverything) {
      await this.#running.readIfDue(session);
    }

    this.#coverage.takeNewestPage(
      {newest, oldest, nextToken: isEverything ? undefined : page.nextToken},
      reached,
    );
    this.#noteDepth(newest, pageEnd, isEverything ? undefined : page.nextToken);
    this.#reached = Math.max(
      reached ?? Number.NEGATIVE_INFINITY,
      // A start in the future counts as now: every later task would look older than it, and like nothing new.
      Math.min(newest ?? Number.NEGATIVE_INFINITY, now()),
    );
    if (!this.isNewestFirst && !isEverything) {
      this.#coverage.forgetEverything();
    }

    await this.#catchUp.read(session);
    await this.#missing.resolve(unseen(), session, false);
    this.#unlisted.drop(seen, pageEnd);
    ledger.prune(source, now(), seen);
  }

  /** Notes what the newest page leaves out of the time since the last poll, and now and then of the time in which a task may have been hidden. */
  #noteDepth(newest: number | undefined, pageEnd: number, nextToken: string | undefined): void {
    const {monotonic} = this.#options;
    const reached = this.#reached;
    if (reached === undefined) {
      this.#watchedFrom = pageEnd;
    }

    const hiddenFrom = Math.max(this.#watchedFrom, this.#deep.from - HIDDEN_MS);
    const isDeep = reached === undefined || pageEnd <= hiddenFrom || nextToken === undefined;
    const isDeepDue = monotonic() - this.#deep.at >= DEEP_MS;
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
}
