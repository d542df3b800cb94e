import type {DescribeStoreImageTasks} from '../ec2/answer/describe.js';
import type {SourceIdentity} from '../task/source-name.js';
import type {Clock} from './clock.js';
import {OpenRequest} from './open-request.js';
import type {AccountBudgets} from './pace/account-budgets.js';
import {delay} from './pace/delay.js';
import {PollSchedule} from './pace/poll-schedule.js';
import {RequestGate} from './pace/request-gate.js';
import type {Priority} from './pace/token-bucket.js';
import {chooseStrategy} from './reading/choose-strategy.js';
import {type Loading, OlderPageQueue} from './reading/older-page-queue.js';
import type {PollStrategy} from './reading/poll-strategy.js';
import {PollWork} from './reading/poll-work.js';
import {EVERYTHING, isIn, type List} from './reading/task-lists.js';
import {ServiceClock} from './service-clock.js';
import type {Scope, SourceStatus} from './snapshot.js';
import {SourceHealth} from './source-health.js';
import type {TaskLedger} from './tasks/task-ledger.js';

export type SourcePollerOptions = SourceIdentity & {
  readonly source: number;
  readonly budgets: AccountBudgets;
  readonly describe: DescribeStoreImageTasks;
  readonly ledger: TaskLedger;
  readonly clock: Clock;

  /** 0 to 1, for the jitter. */
  readonly random: () => number;
  readonly imageIds: readonly string[];
  readonly isAwaited?: (imageId: string) => boolean;
  readonly intervalMs: number;

  /** Called whenever the status has changed. */
  readonly onChange: () => void;
};

/** Longer timers overflow; waking up for nothing once a day costs nothing. */
const MAX_TIMER_MS = 24 * 60 * 60 * 1000;

/**
Polls one source: one request after the other, polls before older pages, all within the budget. What it does then is in `PollWork`.
*/
export class SourcePoller {
  readonly #options: SourcePollerOptions;
  readonly #gate: RequestGate;
  readonly #open: OpenRequest;
  readonly #strategy: PollStrategy;
  readonly #older: OlderPageQueue;
  readonly #health = new SourceHealth();
  readonly #schedule: PollSchedule;
  readonly #serviceClock: ServiceClock;
  readonly #work: PollWork;

  #isPaused = false;
  #stop: AbortController | undefined;
  #wake = new AbortController();

  constructor(options: SourcePollerOptions) {
    const {clock, random, source, ledger, imageIds, isAwaited, describe, intervalMs} = options;
    this.#options = options;
    this.#serviceClock = new ServiceClock(clock.now);
    this.#open = new OpenRequest({
      describe,
      clock,
      intervalMs: () => this.#schedule.interval().ms,
      onChange: options.onChange,
    });
    this.#gate = new RequestGate({
      describe: this.#open.send,
      clock,
      budgets: options.budgets,
      region: options.region,
      account: options.account,
      serviceClock: this.#serviceClock,
      onWaiting: (isWaiting, heldUpMs) => this.#work.noteWaiting(isWaiting, heldUpMs),
    });
    this.#schedule = new PollSchedule({
      clock,
      random,
      intervalMs,
      pace: () => this.#gate.pace(),
      turn: this.#gate.turn,
      wanted: askedMs => this.#strategy.wantedInterval(askedMs, this.#health.isCalm),
    });
    this.#strategy = chooseStrategy({
      source,
      ledger,
      // What tasks are compared with is the service's time; what is waited for is counted.
      now: this.#serviceClock.now,
      monotonic: clock.monotonic,
      imageIds,
      isAwaited,
      intervalMs: () => this.#schedule.interval().ms,
      startOffsetMs: () => this.#serviceClock.startOffsetMs,
    });
    this.#older = new OlderPageQueue(this.#strategy);
    this.#work = new PollWork({
      source,
      ledger,
      clock,
      now: this.#serviceClock.now,
      gate: this.#gate,
      open: this.#open,
      strategy: this.#strategy,
      older: this.#older,
      schedule: this.#schedule,
      health: this.#health,
      onChange: options.onChange,
    });
  }

  start(): void {
    if (!this.#stop) {
      this.#stop = new AbortController();
      this.#schedule.demand('once');
      void this.#run(this.#stop.signal);
    }
  }

  stop(): void {
    this.#stop?.abort();
    this.#stop = undefined;
    this.#wake.abort();
    this.#schedule.clear();
    this.#work.setFetchStatus('idle');
  }

  /** Polls as soon as the present request is done, or at once in place of one that hangs. */
  refresh(): void {
    this.#schedule.demand('byHand');
    this.#open.giveUp();
    this.#wake.abort();
  }

  /** Resuming polls once, at once. */
  setPaused(isPaused: boolean): void {
    if (this.#isPaused === isPaused) {
      return;
    }

    this.#isPaused = isPaused;
    if (isPaused) {
      this.#schedule.undemand();
    } else {
      this.#schedule.demand('once');
    }

    this.#wake.abort();
  }

  setInterval(ms: number): void {
    this.#schedule.setInterval(ms);
    this.#wake.abort();
  }

  /** What older pages are asked for with; what was asked for with another is dropped. */
  setScope(scope: Scope): void {
    this.#older.setScope(scope);
  }

  /** Asks for so many older pages, or for as many as there are. */
  loadOlder(pages: number, priority: Priority): void {
    this.#older.add(pages, priority);
    this.#wake.abort();
  }

  stopLoading(): void {
    this.#older.drop();
  }

  /** How the loading of older pages stands. */
  get loading(): Loading {
    return this.#older.loading;
  }

  /** Everything of the scope that started after this is known; -Infinity: all of it. */
  loadedBackTo(): number {
    return this.#older.loadedBackTo();
  }

  /** The lists of which all is known, within the limit of the scope. */
  wholeLists(): readonly List[] {
    return this.#older.wholeLists();
  }

  status(): SourceStatus {
    const {profile, region} = this.#options;
    const {updatedAt, error, lostRows} = this.#health;
    const {ms, reason} = this.#schedule.interval();
    const {offsetMs, startOffsetMs} = this.#serviceClock;
    return {
      profile,
      region,
      account: this.#options.account?.(),
      status: updatedAt === undefined ? 'pending' : 'ready',
      fetchStatus: this.#work.fetchStatus,
      updatedAt,
      nextPollAt: this.#schedule.nextPollAt,
      intervalMs: ms,
      intervalReason: reason,
      error,
      isBehind: this.#strategy.isBehind,
      silentSince: this.#open.silentSince,
      requestsPerMinute: this.#gate.perMinute(),
      lostRows,
      clockOffsetMs: offsetMs,
      startOffsetMs,
      isOutOfOrder: !this.#strategy.isNewestFirst,
      isWhole: isIn(this.wholeLists(), EVERYTHING),
    };
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const {priority} = this.#older;
      if (this.#schedule.isDemanded() || (!this.#isPaused && this.#schedule.isDue())) {
        await this.#work.poll(signal);
      } else if (priority && this.#pageDelay() <= 0) {
        await this.#work.loadPage(priority, signal);
      } else {
        await this.#rest();
      }
    }
  }

  /** Milliseconds until an older page may be asked for. */
  #pageDelay(): number {
    const {priority} = this.#older;
    if (!priority || this.#health.updatedAt === undefined) {
      return Number.POSITIVE_INFINITY;
    }

    const untilNextTry = this.#health.error ? this.#schedule.untilNext() : 0;
    return Math.max(this.#gate.delay(priority), untilNextTry);
  }

  /** Sleeps until there is something to do. */
  async #rest(): Promise<void> {
    this.#work.setFetchStatus(this.#isPaused ? 'paused' : 'waiting');
    const untilPoll = this.#isPaused ? Number.POSITIVE_INFINITY : this.#schedule.untilNext();
    this.#wake = new AbortController();
    await delay(
      this.#options.clock,
      Math.min(untilPoll, this.#pageDelay(), MAX_TIMER_MS),
      this.#wake.signal,
    );
  }
}
