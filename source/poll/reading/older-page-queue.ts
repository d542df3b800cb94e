import type {Priority} from '../pace/token-bucket.js';
import type {Scope, SourceError} from '../snapshot.js';
import type {PageOutcome, PollStrategy} from './poll-strategy.js';
import type {Ask} from './request.js';
import type {List} from './task-lists.js';

/** How the loading of older pages stands. */
export type Loading = {
  readonly isLoading: boolean;

  /** Older pages read since loading began. */
  readonly pagesLoaded: number;

  /** Why the last loading ended before it was done, and how often that has happened. */
  readonly failure: string | undefined;
  readonly failures: number;
};

type OlderPageSource = Pick<PollStrategy, 'loadedBackTo' | 'loadPage' | 'wholeLists'>;

/** The older pages of a source that are still to be read: how many, for whom, and of what. */
export class OlderPageQueue {
  readonly #strategy: OlderPageSource;
  #scope: Scope = {states: [], buckets: []};
  #pages = 0;
  #pagesLoaded = 0;
  #priority: Priority = 'automatic';
  #failure: string | undefined;
  #failures = 0;

  constructor(strategy: OlderPageSource) {
    this.#strategy = strategy;
  }

  /** For whom the next page is read; `undefined` when none is asked for. */
  get priority(): Priority | undefined {
    return this.#pages > 0 ? this.#priority : undefined;
  }

  get loading(): Loading {
    return {
      isLoading: this.#pages > 0,
      pagesLoaded: this.#pagesLoaded,
      failure: this.#failure,
      failures: this.#failures,
    };
  }

  /** Everything of the scope that started after this is known (ms since the epoch); -Infinity: all of it. */
  loadedBackTo(): number {
    return this.#strategy.loadedBackTo(this.#scope);
  }

  /** The lists of which all is known, within the limit of the scope. */
  wholeLists(): readonly List[] {
    return this.#strategy.wholeLists(this.#scope);
  }

  /** What pages are asked for with; those asked for with another are dropped. */
  setScope(scope: Scope): void {
    this.#scope = scope;
    this.drop();
  }

  /** Asks for so many pages, or as many as there are (`Infinity`). Fetching ahead never lowers the number that a person asked for. */
  add(pages: number, priority: Priority): void {
    if (!this.#isAllLoaded()) {
      this.#failure = undefined;
      this.#priority = this.priority === 'manual' ? 'manual' : priority;
      this.#pages = Math.max(pages, this.#pages);
    }
  }

  /** Reads the next page. @throws {Ec2Error} */
  async loadPage(ask: Ask): Promise<PageOutcome> {
    this.#failure = undefined;
    const outcome = await this.#strategy.loadPage(this.#scope, ask);
    if (this.#pages > 0) {
      this.#pages -= 1;
      this.#pagesLoaded += 1;
    }

    if (this.#pages === 0 || this.#isAllLoaded()) {
      this.drop();
    }

    return outcome;
  }

  /** Loading ends with what fails, or it would fail again after each poll. A throttled answer only says to wait. */
  noteFailure(error: SourceError | undefined): void {
    if (error && error.kind !== 'throttled') {
      this.#failure = error.message;
      this.#failures++;
      this.drop();
    }
  }

  drop(): void {
    this.#pages = 0;
    this.#pagesLoaded = 0;
  }

  #isAllLoaded(): boolean {
    return this.loadedBackTo() === Number.NEGATIVE_INFINITY;
  }
}
