import type {DescribeAnswer} from '../../ec2/answer/describe.js';
import type {TaskLedger} from '../tasks/task-ledger.js';
import type {Coverage} from './coverage.js';
import {PageOrder} from './page-order.js';
import type {PollSession} from './poll-session.js';
import {HIDDEN_MS} from './request.js';

type Options = {
  readonly source: number;
  readonly ledger: TaskLedger;
  readonly coverage: Coverage;

  /** The service's time, ms since the epoch. */
  readonly now: () => number;

  /** Rows a page. */
  readonly maxResults: number;
};

/** Whether a source lists its tasks newest first, as the service does. Where it doesn't, what is new or running may be on any page. */
export class ListOrder {
  /** False once an answer has shown another order than newest first. */
  isNewestFirst = true;

  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Something was found where nothing should have been missing: the list doesn't come newest first. The next poll asks for all of it. */
  doubt(): void {
    this.isNewestFirst = false;
    this.#options.coverage.forgetEverything();
  }

  /** A running task that is newer than the end of the newest page belongs on it, as soon as nothing hides it any more. */
  doubtIfMissed(onPage: ReadonlySet<string>, pageEnd: number): void {
    const {source, ledger, now} = this.#options;
    const shown = now() - HIDDEN_MS;
    const isMissed = ledger
      .running(source)
      .some(
        ({key, task: {startedAt = pageEnd}}) =>
          startedAt > pageEnd && startedAt < shown && !onPage.has(key),
      );
    if (isMissed) {
      this.doubt();
    }
  }

  /**
  Reads everything where the list doesn't come newest first. A reading that shows the order ends that.
  @param page The newest page.
  @returns False where the order holds, and nothing was read.
  */
  async readAllUnlessOrdered(page: DescribeAnswer, session: PollSession): Promise<boolean> {
    const {coverage, maxResults} = this.#options;
    const order = new PageOrder();
    order.take(page.tasks);
    this.isNewestFirst &&= order.isNewestFirst;
    if (this.isNewestFirst) {
      return false;
    }

    coverage.forgetEverything();
    let {nextToken} = page;
    while (nextToken !== undefined) {
      const answer: DescribeAnswer = await session.observe({maxResults, nextToken});
      order.take(answer.tasks);
      nextToken = answer.nextToken;
    }

    this.isNewestFirst = order.isNewestFirst;
    return true;
  }
}
