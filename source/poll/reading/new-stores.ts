import type {StoreImageTask} from '../../task/store-image-task.js';
import {PageOrder} from './page-order.js';
import type {PollSession} from './poll-session.js';
import {HIDDEN_MS, REQUEST_LIMITS, startsOf} from './request.js';

/**
Looks for new stores of any number of AMIs at once, on the newest pages of all tasks: one request as a rule, where asking by ID takes one for 20 AMIs.
*/
export class NewStores {
  /** Start of the newest task as of the last look, ms since the epoch. */
  #newest: number | undefined;

  /**
  @param since When all AMIs in question were last known, by the service's clock (ms since the epoch).
  @param maxPages How many pages it may take.
  @returns The tasks read, and whether they hold every store since then, one that was hidden for some time included. A list that doesn't come newest first proves nothing.
  @throws {Ec2Error}
  */
  async look(
    session: PollSession,
    since: number,
    maxPages: number,
  ): Promise<{readonly tasks: readonly StoreImageTask[]; readonly isProof: boolean}> {
    // What was the newest task is told by the service, whatever our clock says.
    const down = Math.min(since, this.#newest ?? since) - HIDDEN_MS;
    const order = new PageOrder();
    const tasks: StoreImageTask[] = [];
    let nextToken: string | undefined;
    let isDown = false;
    for (let page = 0; page < maxPages && !isDown; page++) {
      const answer = await session.ask({maxResults: REQUEST_LIMITS.maxResults, nextToken});
      order.take(answer.tasks);
      tasks.push(...answer.tasks);
      const {oldest = Number.POSITIVE_INFINITY} = startsOf(answer.tasks);
      nextToken = answer.nextToken;
      isDown = nextToken === undefined || oldest < down;
      if (!order.isNewestFirst) {
        break;
      }
    }

    this.#newest = startsOf(tasks).newest ?? this.#newest;
    return {tasks, isProof: isDown && (order.isNewestFirst || nextToken === undefined)};
  }
}
