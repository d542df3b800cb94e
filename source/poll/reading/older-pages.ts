import {Ec2Error} from '../../ec2/errors.js';
import type {StoreImageTask} from '../../task/store-image-task.js';
import {type SinceLimit, sinceAt} from '../service-clock.js';
import type {Scope} from '../snapshot.js';
import type {Novelty, TaskLedger} from '../tasks/task-ledger.js';
import type {Coverage} from './coverage.js';
import type {PageSpan} from './covered-range.js';
import {PageOrder} from './page-order.js';
import type {PageOutcome} from './poll-strategy.js';
import {type Ask, HIDDEN_MS, REQUEST_LIMITS, serviceFilters, startsOf} from './request.js';
import type {List} from './task-lists.js';

type Options = {
  readonly source: number;
  readonly ledger: TaskLedger;
  readonly coverage: Coverage;

  /** The service's time, ms since the epoch. */
  readonly now: () => number;

  /** What makes a moment at the start, by this machine's clock, one of the service's: ms. */
  readonly startOffsetMs: () => number;

  /** Start of the newest task that polling has seen; -Infinity when there is none. */
  readonly newestKnown: () => number;

  /** What a task that is not known yet is: polling may not have read so far. */
  readonly noveltyOf: (task: StoreImageTask) => Novelty;
};

/** A service whose tokens never hold long enough would be asked for the same pages for ever: after so many refusals in a row, without one task more, that is an error. What is loaded stays. */
const MAX_REFUSALS = 2;

/**
The older tasks of a source, read page by page and only within the scope that is looked at: the service applies state and bucket, so a filtered view is complete without loading all 31 days.
*/
export class OlderPages {
  readonly #options: Options;

  /** Tokens refused since the known part last grew, and how far down it went then. */
  #refusals = 0;
  #reached = Number.POSITIVE_INFINITY;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Everything of the scope that started after this is known; -Infinity: all of it. */
  loadedBackTo(scope: Scope): number {
    const {coverage, startOffsetMs} = this.#options;
    const covered = coverage.downTo(scope);
    const since = sinceAt(scope, {startOffsetMs: startOffsetMs()});
    return since !== undefined && covered <= since ? Number.NEGATIVE_INFINITY : covered;
  }

  /** The lists of which all is known that started within the limit. */
  wholeLists(limit: SinceLimit): readonly List[] {
    return this.#options.coverage.lists.filter(
      list => this.loadedBackTo({...limit, ...list}) === Number.NEGATIVE_INFINITY,
    );
  }

  /** Reads one more page of the scope. @throws {Ec2Error} */
  async loadPage(scope: Scope, ask: Ask): Promise<PageOutcome> {
    const {coverage, newestKnown} = this.#options;
    const covered = this.loadedBackTo(scope);
    if (covered === Number.NEGATIVE_INFINITY) {
      return 'read';
    }

    const range = coverage.toReadOn(scope);
    const token = range?.token;
    try {
      const page = await this.#read(scope, token, covered, ask);
      if (!page) {
        coverage.forgetFiltered();
        return 'disorder';
      }

      coverage.takePage(scope, range, page, newestKnown());
    } catch (error) {
      if (!(range && token !== undefined && isRefusal(error))) {
        throw error;
      }

      coverage.dropToken(scope, range);
      this.#noteRefusal(covered, error);
    }

    return 'read';
  }

  /** Reading starts again from the first page after a refused token; pages that are read once more are no progress. @throws {Ec2Error} the refusal, when there were too many. */
  #noteRefusal(covered: number, error: Ec2Error): void {
    this.#refusals = covered < this.#reached ? 1 : this.#refusals + 1;
    this.#reached = covered;
    if (this.#refusals > MAX_REFUSALS) {
      this.#refusals = 0;
      throw error;
    }
  }

  /** Reads one page. @returns Nothing when it shows that the list doesn't come newest first. @throws {Ec2Error} */
  async #read(
    scope: Scope,
    nextToken: string | undefined,
    covered: number,
    ask: Ask,
  ): Promise<PageSpan | undefined> {
    const {source, ledger, noveltyOf} = this.#options;
    const answer = await ask({
      filters: serviceFilters(scope.states, scope.buckets),
      maxResults: REQUEST_LIMITS.maxResults,
      nextToken,
    });
    const {list} = ledger;
    const now = this.#options.now();
    const keys = ledger.observe(source, answer.tasks, noveltyOf, now, true);
    const order = new PageOrder();
    order.take(answer.tasks);
    // Above what is covered nothing new can turn up on a later page, but for what has just started.
    const isMissed = answer.tasks.some(
      ({startedAt = covered}, index) =>
        startedAt > covered && startedAt < now - HIDDEN_MS && !list.get(keys[index] as string),
    );
    return order.isNewestFirst && !isMissed
      ? {...startsOf(answer.tasks), nextToken: answer.nextToken}
      : undefined;
  }
}

/** The service no longer takes the token. */
function isRefusal(error: unknown): error is Ec2Error {
  return error instanceof Ec2Error && error.kind === 'bad-request';
}
