import type {DescribeAnswer, DescribeRequest} from '../../ec2/answer/describe.js';
import type {StoreImageTask} from '../../task/store-image-task.js';
import type {ObservationGap} from '../tasks/events.js';
import type {Novelty, TaskLedger} from '../tasks/task-ledger.js';
import type {Ask} from './request.js';

type Options = {
  readonly source: number;
  readonly ledger: TaskLedger;

  /** The service's time, ms since the epoch. */
  readonly now: () => number;

  /** Sends one request, within the budget. */
  readonly send: Ask;

  /** What a task that is not known yet is. */
  readonly noveltyOf: (task: StoreImageTask) => Novelty;

  /** Whether the budget has a request at hand. @default always */
  readonly hasRoom?: () => boolean;

  /** The time before this poll in which nothing could be observed, if that was long; asked for when the first answer has come, which tells the service's time. @default none */
  readonly gap?: () => ObservationGap | undefined;
};

/**
One poll of a source, whatever it takes: the only thing that its parts need to ask the service, to take in what it says, and to know what was seen and lost on the way.
*/
export class PollSession {
  /** The keys of the tasks that the service has shown in this poll. */
  readonly seen = new Set<string>();

  /** Rows of the answers that could not be read. */
  lostRows = 0;

  readonly #options: Options;
  #isAnswered = false;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Whether the budget has a request at hand. */
  hasRoom(): boolean {
    return this.#options.hasRoom?.() ?? true;
  }

  /** Asks, and leaves it to the caller which tasks of the answer to take in. @throws {Ec2Error} */
  async ask(request: DescribeRequest): Promise<DescribeAnswer> {
    const answer = await this.#options.send(request);
    this.lostRows += answer.lostRows;
    if (!this.#isAnswered) {
      this.#isAnswered = true;
      this.#reportGap();
    }

    return answer;
  }

  /** Asks, and takes in all tasks of the answer. @throws {Ec2Error} */
  async observe(request: DescribeRequest): Promise<DescribeAnswer> {
    const answer = await this.ask(request);
    this.take(answer.tasks);
    return answer;
  }

  /** Takes in what the service has just shown. */
  take(tasks: readonly StoreImageTask[]): void {
    const {source, ledger, noveltyOf, now} = this.#options;
    for (const key of ledger.observe(source, tasks, noveltyOf, now())) {
      this.seen.add(key);
    }
  }

  /** Marks the time in which nothing could be observed before what is seen after it is told. */
  #reportGap(): void {
    const gap = this.#options.gap?.();
    if (gap) {
      this.#options.ledger.report([gap]);
    }
  }
}
