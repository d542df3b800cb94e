import {Ec2Error} from '../ec2/errors.js';
import type {StoreImageTask} from '../task/store-image-task.js';
import {
  coveredDownTo,
  type Stretch,
  stretchToReadOn,
  withFirstPage,
  withOlderPage,
} from './coverage.js';
import {PageOrder} from './page-order.js';
import {HORIZON} from './poll-all-tasks.js';
import {type Ask, REQUEST_LIMITS, serviceFilters, startsOf} from './request.js';
import {type ServiceClock, sinceAt} from './service-clock.js';
import type {Scope} from './snapshot.js';
import type {Origin, TaskLedger} from './task-ledger.js';

type Options = {
  readonly source: number;
  readonly ledger: TaskLedger;
  readonly serviceClock: Pick<ServiceClock, 'now' | 'startOffsetMs'>;

  /** Start of the newest task that polling has seen; -Infinity when there is none. */
  readonly newestKnown: () => number;

  /** What a task that is not known yet is: polling may not have read so far. */
  readonly originOf: (task: StoreImageTask) => Origin;

  /** The stretches that polling keeps, of everything; and how to give them back extended. */
  readonly everything: {
    /** A page has shown that what is known has holes. */
    readonly doubt: () => void;
    readonly get: () => readonly Stretch[];
    readonly set: (stretches: readonly Stretch[]) => void;
  };
};

/** A service whose tokens never hold long enough would be asked for the same pages for ever: after so many refusals in a row, without one task more, that is an error. What is loaded stays. */
const MAX_REFUSALS = 2;

/** A scope that takes in everything is served by the newest page's own tokens. */
function isEverything(scope: Scope): boolean {
  return scope.states.length === 0 && scope.buckets.length === 0;
}

/** Equal for scopes that ask the service for the same. */
function scopeName(scope: Scope): string {
  return JSON.stringify([[...scope.states].sort(), [...scope.buckets].sort()]);
}

/**
The older tasks of a source, read page by page and only within the scope that is looked at: the service applies state and bucket, so a filtered view is complete without loading all 31 days.
*/
export class OlderPages {
  readonly #options: Options;

  /** Tokens refused since the known part last grew, and how far down it went then. */
  #refusals = 0;
  #reached = Number.POSITIVE_INFINITY;

  /** What was read with filters, by scope. */
  readonly #filtered = new Map<string, readonly Stretch[]>();

  constructor(options: Options) {
    this.#options = options;
  }

  /** Everything of the scope that started after this is known; -Infinity: all of it. */
  loadedBackTo(scope: Scope): number {
    const covered = coveredDownTo([
      ...this.#options.everything.get(),
      ...(this.#filtered.get(scopeName(scope)) ?? []),
    ]);
    const since = sinceAt(scope, this.#options.serviceClock);
    return since !== undefined && covered <= since ? Number.NEGATIVE_INFINITY : covered;
  }

  /** Reads one more page of the scope. @throws {Ec2Error} */
  async loadPage(scope: Scope, ask: Ask): Promise<void> {
    if (this.loadedBackTo(scope) === Number.NEGATIVE_INFINITY) {
      return;
    }

    const covered = this.loadedBackTo(scope);
    const stretches = this.#stretches(scope);
    const index = stretchToReadOn(stretches, covered);
    const stretch = stretches[index];
    const page = await this.#read(scope, stretch?.token, covered, ask);
    if (page === 'disorder') {
      this.#filtered.clear();
      this.#options.everything.doubt();
      return;
    }

    // Polling may have moved on meanwhile: what is saved builds on what is there now.
    const current = this.#stretches(scope);
    if (page instanceof Ec2Error) {
      this.#save(
        scope,
        current.map(other => (other === stretch ? {...other, token: undefined} : other)),
      );
      this.#noteRefusal(covered);
      if (this.#refusals > MAX_REFUSALS) {
        this.#refusals = 0;
        throw page;
      }
    } else if (stretch && current.includes(stretch)) {
      this.#save(scope, withOlderPage(current, current.indexOf(stretch), page));
    } else if (!stretch) {
      this.#save(scope, withFirstPage(current, page, this.#options.newestKnown()));
    }
  }

  /** Pages that are read once more after a refusal are no progress. */
  #noteRefusal(covered: number): void {
    this.#refusals = covered < this.#reached ? 1 : this.#refusals + 1;
    this.#reached = covered;
  }

  #stretches(scope: Scope): readonly Stretch[] {
    return isEverything(scope)
      ? this.#options.everything.get()
      : (this.#filtered.get(scopeName(scope)) ?? []);
  }

  #save(scope: Scope, stretches: readonly Stretch[]): void {
    if (isEverything(scope)) {
      this.#options.everything.set(stretches);
    } else {
      this.#filtered.set(scopeName(scope), stretches);
    }
  }

  /** One page; the error when its token is refused: reading then starts again from the first page, and what is known stays. */
  async #read(scope: Scope, nextToken: string | undefined, covered: number, ask: Ask) {
    const {source, ledger, serviceClock, originOf} = this.#options;
    try {
      const answer = await ask({
        filters: serviceFilters(scope.states, scope.buckets),
        maxResults: REQUEST_LIMITS.maxResults,
        nextToken,
      });
      const {list} = ledger;
      const now = serviceClock.now();
      const keys = ledger.observe(source, answer.tasks, originOf, now, true);
      const order = new PageOrder();
      order.take(answer.tasks);
      // Above what is covered nothing new can turn up on a later page, but for what has just started.
      const isMissed = answer.tasks.some(
        ({startedAt = covered}, index) =>
          startedAt > covered &&
          startedAt < now - HORIZON.hiddenMs &&
          !list.get(keys[index] as string),
      );
      if (!order.isNewestFirst || isMissed) {
        return 'disorder';
      }

      return {...startsOf(answer.tasks), nextToken: answer.nextToken};
    } catch (error) {
      if (nextToken !== undefined && error instanceof Ec2Error && error.kind === 'bad-request') {
        return error;
      }

      throw error;
    }
  }
}
