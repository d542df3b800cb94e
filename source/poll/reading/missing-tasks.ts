import {Ec2Error} from '../../ec2/errors.js';
import {literalPattern} from '../../task/value-pattern.js';
import type {TaskLedger} from '../tasks/task-ledger.js';
import type {TrackedTask} from '../tasks/tracked-task.js';
import {PageOrder} from './page-order.js';
import type {PollSession} from './poll-session.js';
import {batches, REQUEST_LIMITS, serviceFilters, startsOf} from './request.js';

export const MISSING = {
  /** A task that nobody can find is given up after this long: eventual consistency hides one for seconds to minutes. */
  graceMs: 10 * 60_000,

  /** And not before it was looked for so often. */
  minLooks: 3,

  /** The pause before the second look; it doubles from look to look. */
  firstPauseMs: 10_000,
  maxPauseMs: 5 * 60_000,

  /** Pages that searches may read in one poll, so that they can't hold up the polling; the next one goes on. */
  pagesPerPoll: 8,
} as const;

/** Times are monotonic. */
type Missing = {
  readonly since: number;
  readonly looks: number;
  readonly nextLookAt: number;

  /** The search by bucket is on; the token of its next page, if it has begun. */
  readonly search: {readonly token: string | undefined} | undefined;
};

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
Finds out what became of tasks that were running and are no longer where they were: first by ID (which tells the latest task of an AMI only), then by reading the tasks of the bucket down to the start of the one in question. A task that stays away is hidden by eventual consistency at first, and gone after a while.
*/
export class MissingTasks {
  readonly #missing = new Map<string, Missing>();
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  /**
  @param left Tasks that were expected in the last answers and were not there: the session has not seen them.
  @param isById Whether those answers were by ID already.
  @throws {Ec2Error} when a request fails; nothing is lost, the next poll goes on.
  */
  async resolve(
    left: readonly TrackedTask[],
    session: PollSession,
    isById: boolean,
  ): Promise<void> {
    const {monotonic} = this.#options;
    const keys = new Set(left.map(tracked => tracked.key));
    for (const key of this.#missing.keys()) {
      if (!keys.has(key)) {
        this.#missing.delete(key);
      }
    }

    const due = left.filter(
      ({key}) => (this.#missing.get(key)?.nextLookAt ?? Number.NEGATIVE_INFINITY) <= monotonic(),
    );
    if (!isById) {
      await this.#lookUpById(
        due.filter(({key}) => !this.#missing.get(key)?.search),
        session,
      );
    }

    await this.#searchBuckets(
      due.filter(({key}) => !session.seen.has(key)),
      session,
    );
    for (const key of keys) {
      if (session.seen.has(key)) {
        this.#missing.delete(key);
      }
    }

    this.#giveUp();
  }

  async #lookUpById(due: readonly TrackedTask[], session: PollSession): Promise<void> {
    const imageIds = [...new Set(due.flatMap(({task}) => task.amiId ?? []))];
    for (const batch of batches(imageIds, REQUEST_LIMITS.imageIds)) {
      try {
        await session.observe({imageIds: batch});
      } catch (error) {
        // An AMI that was deregistered since is refused by ID; its task may still be listed.
        if (!(error instanceof Ec2Error && error.kind === 'bad-request')) {
          throw error;
        }
      }
    }
  }

  /** Searches bucket after bucket, as far as the pages of one poll go. */
  async #searchBuckets(due: readonly TrackedTask[], session: PollSession): Promise<void> {
    let pages: number = MISSING.pagesPerPoll;
    for (const bucket of new Set(due.map(({task}) => task.bucket))) {
      const wanted = due.filter(({task}) => task.bucket === bucket);
      if (pages > 0) {
        pages -= await this.#searchBucket(wanted, pages, session);
      }
    }
  }

  /**
  Reads a bucket's tasks, newest first, down to the oldest one looked for.
  @returns The pages it took.
  */
  async #searchBucket(
    wanted: readonly TrackedTask[],
    maxPages: number,
    session: PollSession,
  ): Promise<number> {
    const bucket = wanted[0]?.task.bucket;
    const oldestWanted = startsOf(wanted.map(({task}) => task)).oldest;
    const left = () => wanted.filter(({key}) => !session.seen.has(key));
    const noteLook = (search: Missing['search']) => this.#noteLook(left(), search);
    const order = new PageOrder();
    let token = wanted.map(({key}) => this.#missing.get(key)?.search?.token).find(Boolean);
    for (let page = 1; page <= maxPages; page++) {
      const answer = await this.#readPage(bucket, token, session);
      token = answer?.nextToken;
      order.take(answer?.tasks ?? []);
      const {oldest} = startsOf(answer?.tasks ?? []);
      const isOrdered = order.isShown && order.isNewestFirst;
      const isPast =
        isOrdered && oldest !== undefined && oldestWanted !== undefined && oldest < oldestWanted;
      if (token === undefined || isPast || left().length === 0) {
        noteLook(undefined);
        return page;
      }
    }

    noteLook({token});
    return maxPages;
  }

  /** One page of a bucket; nothing when its token is refused, so that the next look starts afresh. */
  async #readPage(bucket: string | undefined, token: string | undefined, session: PollSession) {
    try {
      return await session.observe({
        filters: serviceFilters([], bucket ? [literalPattern(bucket)] : []),
        maxResults: this.#options.maxResults ?? REQUEST_LIMITS.maxResults,
        nextToken: token,
      });
    } catch (error) {
      if (token !== undefined && error instanceof Ec2Error && error.kind === 'bad-request') {
        return undefined;
      }

      throw error;
    }
  }

  /** Notes that these were looked for; a search that isn't over goes on with the next poll. */
  #noteLook(tracked: readonly TrackedTask[], search: Missing['search']): void {
    const now = this.#options.monotonic();
    for (const {key} of tracked) {
      const before = this.#missing.get(key);
      const looks = (before?.looks ?? 0) + (search ? 0 : 1);
      const pause = Math.min(MISSING.firstPauseMs * 2 ** (looks - 1), MISSING.maxPauseMs);
      this.#missing.set(key, {
        since: before?.since ?? now,
        looks,
        nextLookAt: search ? now : now + pause,
        search,
      });
    }
  }

  #giveUp(): void {
    const now = this.#options.monotonic();
    const gone = [...this.#missing].filter(
      ([, {since, looks}]) => now - since >= MISSING.graceMs && looks >= MISSING.minLooks,
    );
    for (const [key] of gone) {
      this.#missing.delete(key);
    }

    this.#options.ledger.vanish(
      gone.map(([key]) => key),
      this.#options.now(),
    );
  }
}
