import type {DescribeRequest} from '../../ec2/answer/describe.js';
import {Ec2Error} from '../../ec2/errors.js';
import type {Clock} from '../clock.js';
import type {OpenRequest} from '../open-request.js';
import type {PollSchedule} from '../pace/poll-schedule.js';
import type {RequestGate} from '../pace/request-gate.js';
import type {Priority} from '../pace/token-bucket.js';
import type {FetchStatus} from '../snapshot.js';
import type {SourceHealth} from '../source-health.js';
import type {TaskLedger} from '../tasks/task-ledger.js';
import type {OlderPageQueue} from './older-page-queue.js';
import {PageTokens} from './page-tokens.js';
import {PollSession} from './poll-session.js';
import type {PollStrategy} from './poll-strategy.js';

type Options = {
  readonly source: number;
  readonly ledger: TaskLedger;
  readonly clock: Clock;

  /** The service's time, ms since the epoch. */
  readonly now: () => number;
  readonly gate: RequestGate;
  readonly open: Pick<OpenRequest, 'wasSilent'>;
  readonly strategy: PollStrategy;
  readonly older: OlderPageQueue;
  readonly schedule: PollSchedule;
  readonly health: SourceHealth;

  /** Called whenever the status has changed. */
  readonly onChange: () => void;
};

/** What a poller does when its time has come: a poll, or an older page. Errors never leave it; they become status, and the next poll is set. */
export class PollWork {
  fetchStatus: FetchStatus = 'idle';

  readonly #options: Options;
  readonly #tokens = new PageTokens();

  /** Whether the poll under way has had to wait for the budget. */
  #isHeldUp = false;

  /** The interval by which the last poll was set, in milliseconds: one that was shortened since makes no gap of the time before. */
  #setByMs = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  async poll(signal: AbortSignal): Promise<void> {
    const {clock, now, strategy, schedule, health} = this.#options;
    const priority = schedule.begin() ? 'refresh' : 'automatic';
    this.#isHeldUp = false;
    this.setFetchStatus('fetching');
    const session = this.#session(priority, signal);
    try {
      await strategy.poll(session);
      health.succeed(clock.now(), now(), session.lostRows);
      schedule.noteSuccess();
    } catch (error) {
      this.#fail(error, signal);
    }

    schedule.end(this.#isHeldUp);
    this.#scheduleNext(signal);
  }

  async loadPage(priority: Priority, signal: AbortSignal): Promise<void> {
    const {older, schedule, health, onChange} = this.#options;
    this.setFetchStatus('fetching');
    try {
      const outcome = await older.loadPage(request => this.#ask(request, priority, signal));
      if (outcome === 'disorder') {
        schedule.demand('once');
      }
    } catch (error) {
      this.#fail(error, signal);
      older.noteFailure(health.error);
      this.#scheduleNext(signal);
    }

    onChange();
  }

  /** A request waits for the budget, or has got through after so many milliseconds. */
  noteWaiting(isWaiting: boolean, heldUpMs: number): void {
    this.#isHeldUp = true;
    this.#options.health.noteHeldUp(heldUpMs);
    this.setFetchStatus(isWaiting ? 'budget' : 'fetching');
  }

  setFetchStatus(status: FetchStatus): void {
    if (this.fetchStatus !== status) {
      this.fetchStatus = status;
      this.#options.onChange();
    }
  }

  #session(priority: Priority, signal: AbortSignal): PollSession {
    const {source, ledger, now, gate, open, strategy, schedule, health} = this.#options;
    return new PollSession({
      source,
      ledger,
      now,
      send: request => this.#ask(request, priority, signal),
      noveltyOf: task => strategy.noveltyOf(task),
      hasRoom: () => gate.delay(priority) === 0,
      gap: () => {
        const intervalMs = Math.max(this.#setByMs, schedule.interval().ms);
        return health.gapUntil(now(), intervalMs, source, open.wasSilent);
      },
    });
  }

  async #ask(request: DescribeRequest, priority: Priority, signal: AbortSignal) {
    const answer = await this.#options.gate.ask(request, priority, signal);
    this.#tokens.check(request, answer.nextToken);
    return answer;
  }

  #scheduleNext(signal: AbortSignal): void {
    if (!signal.aborted) {
      const {schedule, onChange} = this.#options;
      schedule.scheduleNext();
      this.#setByMs = schedule.interval().ms;
      onChange();
    }
  }

  #fail(error: unknown, signal: AbortSignal): void {
    const {clock, schedule, health} = this.#options;
    const isGivenUp = error instanceof Ec2Error && error.kind === 'aborted';
    if (!isGivenUp && !signal.aborted) {
      health.fail(error, clock.now());
      if (health.error?.kind === 'throttled') {
        schedule.noteThrottled();
      }
    }
  }
}
