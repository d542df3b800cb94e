import {Ec2Error} from '../../ec2/errors.js';
import type {PollSession} from './poll-session.js';
import {serviceFilters} from './request.js';

/** How often all running tasks are asked for although nothing calls for it, in case one was hidden for longer than expected: ms. */
const LOOK = {
  everyMs: 10 * 60_000,

  /** The same after one that was throttled. */
  againMs: 60_000,
} as const;

type Options = {
  readonly monotonic: () => number;

  /** Rows a page. */
  readonly maxResults: number;
};

/** Asks for all tasks that run, and remembers when it last did. */
export class RunningTasks {
  readonly #options: Options;

  /** Monotonic. */
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Reads all of them, to the last page. @throws {Ec2Error} */
  async read(session: PollSession): Promise<void> {
    const {maxResults, monotonic} = this.#options;
    let nextToken: string | undefined;
    do {
      const answer = await session.observe({
        filters: serviceFilters(['InProgress'], []),
        maxResults,
        nextToken,
      });
      nextToken = answer.nextToken;
    } while (nextToken !== undefined);

    this.#readAt = monotonic();
  }

  /** Reads them when nobody has for long. What is throttled waits: an account that is short of requests comes first. @throws {Ec2Error} any other */
  async readIfDue(session: PollSession): Promise<void> {
    const {monotonic} = this.#options;
    if (monotonic() - this.#readAt < LOOK.everyMs) {
      return;
    }

    try {
      await this.read(session);
    } catch (error) {
      if (!(error instanceof Ec2Error && error.kind === 'throttled')) {
        throw error;
      }

      this.#readAt = monotonic() - LOOK.everyMs + LOOK.againMs;
    }
  }
}
