import type {DescribeAnswer, DescribeRequest} from '../../ec2/answer/describe.js';
import {Ec2Error} from '../../ec2/errors.js';
import type {SourceIdentity} from '../../task/source-name.js';
import type {Clock} from '../clock.js';
import type {ServiceClock} from '../service-clock.js';
import type {AccountBudget, AccountBudgets} from './account-budgets.js';
import {delay} from './delay.js';
import type {SharedPace, Turn} from './shared-pace.js';
import type {Priority} from './token-bucket.js';

const MINUTE_MS = 60_000;

type Options = Pick<SourceIdentity, 'region' | 'account'> & {
  readonly describe: (request: DescribeRequest, signal: AbortSignal) => Promise<DescribeAnswer>;
  readonly clock: Clock;

  /** Of which the requests draw on that of the account; of one for all whose account nobody knows. */
  readonly budgets: AccountBudgets;

  /** Told by each answer. */
  readonly serviceClock: ServiceClock;

  /** Called when a request starts to wait for the budget (true), and when it is sent (false): with the milliseconds for which the budget held it up, without what a stopped program added. */
  readonly onWaiting?: (isWaiting: boolean, heldUpMs: number) => void;
};

/** The only way to the service: each request waits here for a token of its account's budget. */
export class RequestGate {
  /** Its place among the sources of the account. */
  readonly turn: Turn = {begunAt: Number.NEGATIVE_INFINITY, dueAt: undefined};

  readonly #options: Options;

  /** The budget that it draws on; another one once the account is known. */
  #budget: AccountBudget | undefined;

  /** When the requests of the last minute were sent, monotonic; never more than the budget allows. */
  #sentAt: readonly number[] = [];

  constructor(options: Options) {
    this.#options = options;
  }

  /** Milliseconds until a request may be sent. */
  delay(priority: Priority): number {
    return this.#account().bucket.delay(priority);
  }

  /** The service says that the account has nothing left. */
  empty(): void {
    this.#account().bucket.empty();
  }

  /** How throttling has changed the polling of the account. */
  pace(): SharedPace {
    return this.#account().pace;
  }

  #account(): AccountBudget {
    const {budgets, region, account} = this.#options;
    const budget = budgets.of(region, account?.(), this.#budget);
    if (budget !== this.#budget) {
      this.#budget?.pace.leave(this.turn);
      budget.pace.join(this.turn);
      this.#budget = budget;
    }

    return budget;
  }

  /** Sends a request as soon as the budget allows; once more where a kept connection was cut in that moment, which says nothing of the service. @throws {Ec2Error} */
  async ask(
    request: DescribeRequest,
    priority: Priority,
    signal: AbortSignal,
  ): Promise<DescribeAnswer> {
    try {
      return await this.#askOnce(request, priority, signal);
    } catch (error) {
      if (error instanceof Ec2Error && error.wasKeptConnectionCut && !signal.aborted) {
        return this.#askOnce(request, priority, signal);
      }

      throw error;
    }
  }

  async #askOnce(
    request: DescribeRequest,
    priority: Priority,
    signal: AbortSignal,
  ): Promise<DescribeAnswer> {
    const {clock, onWaiting} = this.#options;
    const {bucket} = this.#account();
    if (!bucket.tryTake(priority)) {
      onWaiting?.(true, 0);
      const ticket = bucket.enter(priority);
      let heldUpMs = 0;
      try {
        while (!bucket.tryTake(priority, ticket)) {
          const ms = bucket.delay(priority, ticket);
          heldUpMs += ms;
          await delay(clock, ms, signal);
          if (signal.aborted) {
            throw new Ec2Error('Given up before it was asked.', {kind: 'aborted'});
          }
        }
      } finally {
        bucket.leave(ticket);
      }

      onWaiting?.(false, heldUpMs);
    }

    this.#sentAt = [...this.#recent(), clock.monotonic()];
    return this.#send(request, signal);
  }

  /** A refusal tells the time, too: a wrong clock is what it may be about. */
  async #send(request: DescribeRequest, signal: AbortSignal): Promise<DescribeAnswer> {
    const {clock, serviceClock, describe} = this.#options;
    const sentAt = clock.now();
    try {
      const answer = await describe(request, signal);
      serviceClock.note(answer.serviceTime, sentAt);
      return answer;
    } catch (error) {
      serviceClock.note(error instanceof Ec2Error ? error.serviceTime : undefined, sentAt);
      throw error;
    }
  }

  /** Requests sent in the last 60 seconds. */
  perMinute(): number {
    this.#sentAt = this.#recent();
    return this.#sentAt.length;
  }

  #recent(): readonly number[] {
    const since = this.#options.clock.monotonic() - MINUTE_MS;
    return this.#sentAt.filter(at => at > since);
  }
}
