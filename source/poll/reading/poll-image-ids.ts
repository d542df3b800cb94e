import {amiOf} from '../../task/same-task.js';
import {isRunning, type StoreImageTask} from '../../task/store-image-task.js';
import {PACE} from '../pace/pace.js';
import type {Novelty} from '../tasks/task-ledger.js';
import {isSettled} from '../tasks/track.js';
import {MissingTasks} from './missing-tasks.js';
import {NewStores} from './new-stores.js';
import type {PollSession} from './poll-session.js';
import type {PageOutcome, PolledSource, PollStrategy} from './poll-strategy.js';
import {RefusedIds} from './refused-ids.js';
import {batches, HIDDEN_MS, REQUEST_LIMITS, serviceFilters} from './request.js';
import {EVERYTHING, type List} from './task-lists.js';

export const REST = {
  /** A new store of an AMI whose task has settled shows within this, or within the interval where that is longer. */
  newStoreMs: 60_000,

  /** How often AMIs are looked at when all have settled: enough before that for the jitter and the answer's time. */
  settledMs: 50_000,

  /** How often each is asked for by ID all the same while the newest pages are looked at; one request a poll, so that many take longer. */
  byIdMs: 5 * 60_000,

  /** How often one that the service refuses: it may be too new for the service to know. */
  refusedMs: 30_000,
} as const;

type Options = PolledSource & {
  readonly imageIds: readonly string[];

  /** Between polls as they are now, ms. */
  readonly intervalMs: () => number;

  /** Whether a newer task of an AMI is expected: then it is asked for at each poll though its last one has settled. @default none is */
  readonly isAwaited?: ((imageId: string) => boolean) | undefined;
};

/**
The polling of given AMIs, 20 a request. Those whose task runs or isn't there yet are asked for at each poll. Of the settled ones only a new store is news: they fill up the requests that have room, and once that is not enough the newest pages of all tasks are looked at for all of them at once (see `NewStores`).
*/
export class PollImageIds implements PollStrategy {
  /** An answer by ID holds all that is new. */
  readonly isBehind = false;

  /** No order is expected of such an answer. */
  readonly isNewestFirst = true;

  readonly #options: Options;

  /** Whether the poll under way is the first that asks for every ID. */
  #isFirst = true;

  /** Whether every ID was asked for at least once. */
  #isComplete = false;

  readonly #missing: MissingTasks;
  readonly #askedAt = new Map<string, number>();
  readonly #newStores = new NewStores();

  /** When the settled AMIs were last shown to have no new store; monotonic. */
  #provenAt = Number.NEGATIVE_INFINITY;
  readonly #settled = new Set<string>();

  /** Start of the newest task of each AMI as of the last poll, ms since the epoch. */
  #newest: ReadonlyMap<string, number> = new Map();
  #firstPollAt: number | undefined;

  readonly #refused = new RefusedIds();

  constructor(options: Options) {
    this.#options = options;
    this.#missing = new MissingTasks(options);
  }

  /** AMIs whose tasks have all settled are looked at so rarely that nothing is gained by looking more often. */
  wantedInterval(askedMs: number, isCalm: boolean) {
    const isIdle = isCalm && this.#options.imageIds.every(id => this.#rests(id));
    return {ms: isIdle ? Math.max(askedMs, REST.settledMs) / PACE.idleFactor : askedMs, isIdle};
  }

  /** An answer by ID knows no pages: with the first one all is there that the service tells of these AMIs. */
  loadedBackTo(): number {
    return this.#isComplete ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }

  wholeLists(): readonly List[] {
    return this.#isComplete ? [EVERYTHING] : [];
  }

  async loadPage(): Promise<PageOutcome> {
    return 'read';
  }

  /** @throws {Ec2Error} when a request fails, or when every ID is refused. */
  async poll(session: PollSession): Promise<void> {
    const {source, ledger, now, monotonic} = this.#options;
    this.#isFirst = !this.#isComplete;
    const newest = new Map(this.#newest);
    const asked = new Set<string>();
    const isProven = await this.#lookForNewStores(session);
    for (const imageIds of this.#batches(isProven)) {
      const tasks = await this.#refused.ask(imageIds, session);
      // Only now the service's time is known.
      this.#firstPollAt ??= now();
      session.take(tasks);
      for (const id of imageIds) {
        asked.add(id);
        this.#askedAt.set(id, monotonic());
        this.#noteSettled(id, tasks);
      }

      for (const {amiId = '', startedAt} of tasks) {
        // A start in the future counts as now: every later task would look older than it, and like nothing new.
        const start = Math.min(startedAt ?? 0, now());
        newest.set(amiId, Math.max(start, newest.get(amiId) ?? 0));
      }
    }

    if (this.#isFirst) {
      await this.#lookForRunning(session);
    }

    this.#isComplete = true;
    const left = ledger
      .running(source)
      .filter(({key, task}) => asked.has(task.amiId ?? '') && !session.seen.has(key));
    await this.#missing.resolve(left, session, true);
    this.#newest = newest;
    ledger.prune(source, now(), session.seen);
    this.#refused.throwIfAll(this.#options.imageIds);
  }

  /** By ID the service tells of the latest task of an AMI only: one that still runs may be hidden behind a later one that has failed at once. Where a running one is waited for, all that run are looked through. */
  async #lookForRunning(session: PollSession): Promise<void> {
    const {source, ledger, imageIds, isAwaited} = this.#options;
    const running = new Set(ledger.running(source).map(({task}) => amiOf(task)));
    const awaited = new Set(imageIds.filter(id => isAwaited?.(id) && !running.has(id)));
    let nextToken: string | undefined;
    do {
      if (awaited.size === 0) {
        return;
      }

      const answer = await session.ask({
        filters: serviceFilters(['InProgress'], []),
        maxResults: REQUEST_LIMITS.maxResults,
        nextToken,
      });
      session.take(answer.tasks.filter(task => awaited.has(amiOf(task) ?? '')));
      nextToken = answer.nextToken;
    } while (nextToken !== undefined);
  }

  /** What a task that is not known yet is. A search by bucket comes across tasks of other AMIs, and earlier ones of the same: they were there before anyone looked. */
  noveltyOf({amiId = '', startedAt}: StoreImageTask): Novelty {
    if (this.#isFirst) {
      return 'history';
    }

    const {imageIds, now} = this.#options;
    const before = this.#newest.get(amiId) ?? (this.#firstPollAt ?? now()) - HIDDEN_MS;
    return imageIds.includes(amiId) && (startedAt ?? now()) > before ? 'news' : 'history';
  }

  /** The IDs of this poll, in requests. @param isProven Whether no settled one has a new store. */
  #batches(isProven: boolean): string[][] {
    const {imageIds, monotonic} = this.#options;
    const {moving, resting, refused} = this.#due();
    const due = isProven ? moving : [...moving, ...resting];
    const {imageIds: size} = REQUEST_LIMITS;
    const others = imageIds
      .filter(id => this.#settled.has(id) && !due.includes(id))
      .sort((a, b) => this.#asked(a) - this.#asked(b));
    const isOverdue = monotonic() - this.#asked(others[0] ?? '') >= REST.byIdMs;
    // Something is asked for in every poll: one without a request would mark old data as just read.
    const isAlone = due.length === 0 && (!isProven || isOverdue);
    const fill = others.slice(0, isAlone ? size : (size - (due.length % size)) % size);
    return [...batches([...due, ...fill], size), ...batches(refused, size)];
  }

  /** The IDs that this poll is about: those that move, those that rest and could have a new store, and those that are refused. */
  #due() {
    const {imageIds, monotonic, intervalMs} = this.#options;
    const since = (id: string) => monotonic() - this.#asked(id);
    const moving: string[] = [];
    const resting: string[] = [];
    const refused: string[] = [];
    for (const id of imageIds) {
      if (this.#refused.has(id)) {
        refused.push(...(since(id) >= REST.refusedMs ? [id] : []));
      } else if (this.#rests(id)) {
        const known = Math.min(since(id), monotonic() - this.#provenAt);
        // At the next poll it would be too late, its jitter and its time included.
        const isDue = known + 1.2 * intervalMs() >= REST.newStoreMs;
        resting.push(...(isDue ? [id] : []));
      } else {
        moving.push(id);
      }
    }

    return {moving, resting, refused};
  }

  #asked(id: string): number {
    return this.#askedAt.get(id) ?? Number.NEGATIVE_INFINITY;
  }

  /** Looks at the newest pages when that takes fewer requests than asking by ID. @returns Whether no settled AMI has a store that isn't known now. */
  async #lookForNewStores(session: PollSession): Promise<boolean> {
    const {imageIds, now, monotonic} = this.#options;
    const {moving, resting} = this.#due();
    const requests = (ids: readonly string[]) => Math.ceil(ids.length / REQUEST_LIMITS.imageIds);
    const more = requests([...moving, ...resting]) - requests(moving);
    // One request by ID says more than one page.
    if (more === 0 || (moving.length === 0 && more === 1)) {
      return false;
    }

    const knownAt = Math.max(this.#provenAt, Math.min(...resting.map(id => this.#asked(id))));
    const since = now() - (monotonic() - knownAt);
    const {tasks, isProof} = await this.#newStores.look(session, since, more);
    const watched = new Set(imageIds);
    const stores = tasks.filter(
      task => watched.has(amiOf(task) ?? '') && this.noveltyOf(task) === 'news',
    );
    session.take(stores);
    for (const task of stores) {
      // Asked for by ID from now on, this poll included.
      if (!isSettled(task)) {
        this.#settled.delete(amiOf(task) ?? '');
      }
    }

    this.#provenAt = isProof ? monotonic() : this.#provenAt;
    return isProof;
  }

  /** Whether nothing is to be expected of an AMI. */
  #rests(id: string): boolean {
    return this.#settled.has(id) && !this.#options.isAwaited?.(id);
  }

  #noteSettled(id: string, tasks: readonly StoreImageTask[]): void {
    const own = tasks.filter(task => amiOf(task) === id);
    if (own.length > 0 && !own.some(isRunning)) {
      this.#settled.add(id);
    } else {
      this.#settled.delete(id);
    }
  }
}
