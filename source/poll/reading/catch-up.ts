import {Ec2Error} from '../../ec2/errors.js';
import type {TaskLedger} from '../tasks/task-ledger.js';
import type {Coverage} from './coverage.js';
import type {PollSession} from './poll-session.js';
import {REQUEST_LIMITS, startsOf} from './request.js';

/** A range of time whose tasks have not been read: more started between two polls than the newest page shows. */
type Hole = {
  /** Start of the oldest task read above it, ms since the epoch. */
  readonly top: number;

  /** Read down to what started before this. */
  readonly down: number;

  /** Where to read on; `undefined`: from the first page. */
  readonly token: string | undefined;

  /** How often in a row the service refused the token, or gave no good answer to it. */
  readonly failures: number;

  /** Something is known to be missing; otherwise it is only looked for. */
  readonly isSure: boolean;
};

export const CATCH_UP = {
  /** More unread ranges than this are not kept: tasks start faster than the budget lets anyone read. */
  holes: 20,

  /** A range is given up after so many refusals in a row. */
  failures: 3,
} as const;

type Options = {
  readonly source: number;

  /** Gets the gaps that are given up. */
  readonly ledger: Pick<TaskLedger, 'report'>;

  /** Gets each page: it may be the one that older pages go on from, too. */
  readonly coverage: Pick<Coverage, 'takePageAt'>;

  /** The service's time, ms since the epoch. */
  readonly now: () => number;
  readonly maxResults?: number;
};

/**
Reads what is newer than what was reached and not on the newest page, from its tokens down to where polling had been: tasks that start and settle between two polls are told, too. One page a poll, and more as long as the budget has some at hand. What can't be read is given up with a gap.
*/
export class CatchUp {
  readonly #options: Options;

  /** Oldest last. */
  #holes: readonly Hole[] = [];

  constructor(options: Options) {
    this.#options = options;
  }

  /** Whether tasks that started since the last poll are still to be read. */
  get isBehind(): boolean {
    return this.#holes.some(({isSure}) => isSure);
  }

  /** Whether a task that started then belongs to what is still to be read. */
  includes(startedAt: number): boolean {
    return this.#holes.some(({top, down}) => startedAt <= top && startedAt >= down);
  }

  /** Takes in what the newest page leaves out. */
  add(hole: Omit<Hole, 'failures'>): void {
    this.#holes = [{...hole, failures: 0}, ...this.#holes];
    for (const hole of this.#holes.slice(CATCH_UP.holes)) {
      this.#giveUp(hole, 'more tasks start than can be asked for within the request budget');
    }
  }

  /** @throws {Ec2Error} when a request fails; the next poll goes on. */
  async read(session: PollSession): Promise<void> {
    for (let pages = 0; this.#holes.length > 0 && (pages === 0 || session.hasRoom()); pages++) {
      // The oldest first: tokens don't last for ever, and events are told in their order.
      await this.#readPage(this.#holes.at(-1) as Hole, session);
    }
  }

  async #readPage(hole: Hole, session: PollSession): Promise<void> {
    const {maxResults = REQUEST_LIMITS.maxResults, coverage} = this.#options;
    const {token} = hole;
    try {
      const {tasks, nextToken} = await session.observe({maxResults, nextToken: token});
      const span = startsOf(tasks);
      coverage.takePageAt(token, {...span, nextToken});
      const top = Math.min(hole.top, span.oldest ?? hole.top);
      const isDone = nextToken === undefined || (span.oldest ?? hole.top) < hole.down;
      // That the first page can be read does not mean that a refused token works again.
      const failures = token === undefined ? hole.failures : 0;
      this.#replace(hole, isDone ? undefined : {...hole, top, token: nextToken, failures});
    } catch (error) {
      if (!isRefusal(error)) {
        throw error;
      }

      const failures = hole.failures + 1;
      if (failures >= CATCH_UP.failures) {
        this.#giveUp(hole, error.message);
      } else {
        this.#replace(hole, {...hole, token: undefined, failures});
      }
    }
  }

  #replace(hole: Hole, other: Hole | undefined): void {
    this.#holes = this.#holes.flatMap(one => (one === hole ? (other ?? []) : one));
  }

  #giveUp(hole: Hole, why: string): void {
    this.#replace(hole, undefined);
    if (!hole.isSure) {
      return;
    }

    const {source, now, ledger} = this.#options;
    ledger.report([
      {
        type: 'gap',
        at: now(),
        source,
        from: hole.down,
        until: hole.top,
        reason: `Tasks that started in it may be missing: ${why}`,
      },
    ]);
  }
}

/** An answer that trying again in the same way would give again. */
function isRefusal(error: unknown): error is Ec2Error {
  return error instanceof Ec2Error && (error.kind === 'bad-request' || error.kind === 'bad-answer');
}
