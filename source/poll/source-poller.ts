import type {DescribeStoreImageTasks} from '../ec2/describe.js';
import {Ec2Error} from '../ec2/errors.js';
import type {Clock} from './clock.js';
import {delay} from './delay.js';
import {OlderPages} from './older-pages.js';
import {interval, jittered, PACE, type Pace, STEADY, slowDown, speedUp} from './pace.js';
import {PollAllTasks} from './poll-all-tasks.js';
import {PollImageIds, REST} from './poll-image-ids.js';
import type {Ask} from './request.js';
import {RequestGate} from './request-gate.js';
import type {FetchStatus, Scope, SourceError, SourceStatus} from './snapshot.js';
import type {TaskLedger} from './task-ledger.js';
import type {Priority} from './token-bucket.js';

export type SourcePollerOptions = {
  readonly source: number;
  readonly profile: string;
  readonly region: string;
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

/** Older pages that are still to be read, and for whom. */
type Wish = {readonly pages: number; readonly priority: Priority};

/** Polls at this many times the interval apart count as a gap in the observation. */
const GAP_INTERVALS = 3;

/**
Polls one source: decides when, never overlaps, keeps within the budget, and says how it stands. Errors never leave it; they become status.
*/
export class SourcePoller {
  readonly #options: SourcePollerOptions;
  readonly #gate: RequestGate;
  readonly #all: PollAllTasks;
  readonly #byId: PollImageIds | undefined;
  readonly #older: OlderPages;

  #scope: Scope = {states: [], buckets: []};
  #wish: Wish | undefined;
  #pagesLoaded = 0;

  #intervalMs: number;
  #pace: Pace = STEADY;
  #isPaused = false;

  /** A poll is wanted at once. `byHand`: a person did it. */
  #due: 'no' | 'yes' | 'byHand' = 'yes';
  #stop: AbortController | undefined;
  #wake = new AbortController();

  #fetchStatus: FetchStatus = 'idle';

  /** When the last poll ended, well or badly. */
  #endedAt: number | undefined;
  #updatedAt: number | undefined;
  #nextPollAt: number | undefined;
  #waitMs = 0;

  /** How far apart the last two polls were, when the budget held the last one up. */
  #stretchedMs = 0;
  #hasWaited = false;
  #error: SourceError | undefined;
  #lostRows = 0;

  constructor(options: SourcePollerOptions) {
    const {clock, source, ledger, imageIds, isAwaited, describe} = options;
    const {now} = clock;
    this.#options = options;
    this.#intervalMs = options.intervalMs;
    this.#gate = new RequestGate({
      describe,
      clock,
      onWaiting: isWaiting => {
        this.#hasWaited = true;
        this.#setFetchStatus(isWaiting ? 'budget' : 'fetching');
      },
    });
    this.#all = new PollAllTasks({source, ledger, now});
    this.#byId =
      imageIds.length > 0
        ? new PollImageIds({source, ledger, now, imageIds, isAwaited})
        : undefined;
    this.#older = new OlderPages({
      source,
      ledger,
      now,
      newestKnown: () => this.#all.newestKnown(),
      everything: {
        get: () => this.#all.stretches,
        set: stretches => {
          this.#all.stretches = stretches;
        },
      },
    });
  }

  start(): void {
    if (!this.#stop) {
      this.#stop = new AbortController();
      this.#due = 'yes';
      void this.#run(this.#stop.signal);
    }
  }

  stop(): void {
    this.#stop?.abort();
    this.#stop = undefined;
    this.#wake.abort();
    this.#nextPollAt = undefined;
    this.#setFetchStatus('idle');
  }

  /** Polls as soon as the present request is done. */
  refresh(): void {
    this.#due = 'byHand';
    this.#wake.abort();
  }

  /** Resuming polls once, at once. */
  setPaused(isPaused: boolean): void {
    if (this.#isPaused !== isPaused) {
      this.#isPaused = isPaused;
      this.#due = isPaused ? 'no' : 'yes';
      this.#wake.abort();
    }
  }

  /** A person who sets the interval also ends what is left of a back-off. */
  setInterval(ms: number): void {
    this.#intervalMs = ms;
    this.#pace = STEADY;
    if (this.#nextPollAt !== undefined && this.#endedAt !== undefined) {
      this.#waitMs = this.#interval().ms;
      this.#nextPollAt = this.#endedAt + this.#waitMs;
      this.#wake.abort();
    }
  }

  /** What older pages are asked for with; a wish for others is dropped. */
  setScope(scope: Scope): void {
    this.#scope = scope;
    this.stopLoading();
  }

  /** Asks for so many older pages, or for as many as there are. */
  loadOlder(pages: number, priority: Priority): void {
    if (this.loadedBackTo() > Number.NEGATIVE_INFINITY) {
      this.#wish = {
        pages: Math.max(pages, this.#wish?.pages ?? 0),
        priority: this.#wish?.priority === 'manual' ? 'manual' : priority,
      };
      this.#wake.abort();
    }
  }

  stopLoading(): void {
    this.#wish = undefined;
    this.#pagesLoaded = 0;
  }

  isLoading(): boolean {
    return this.#wish !== undefined;
  }

  /** Older pages read since loading began. */
  pagesLoaded(): number {
    return this.#pagesLoaded;
  }

  /** Everything of the scope that started after this is known; -Infinity: all of it. */
  loadedBackTo(): number {
    if (this.#byId) {
      return this.#byId.isComplete ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    }

    return this.#older.loadedBackTo(this.#scope);
  }

  status(): SourceStatus {
    const {profile, region} = this.#options;
    const {ms, reason} = this.#interval();
    return {
      profile,
      region,
      status: this.#updatedAt === undefined ? 'pending' : 'ready',
      fetchStatus: this.#fetchStatus,
      updatedAt: this.#updatedAt,
      nextPollAt: this.#nextPollAt,
      intervalMs: ms,
      intervalReason: reason,
      error: this.#error,
      requestsPerMinute: this.#gate.perMinute(),
      lostRows: this.#lostRows,
    };
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      if (this.#isPollDue()) {
        await this.#poll(signal);
      } else if (this.#wish && this.#pageDelay() <= 0) {
        await this.#loadPage(this.#wish, signal);
      } else {
        await this.#rest();
      }
    }
  }

  #isPollDue(): boolean {
    if (this.#due !== 'no' || this.#isPaused || this.#nextPollAt === undefined) {
      return this.#due !== 'no';
    }

    // Further away than it was set to: the clock was set back.
    const left = this.#nextPollAt - this.#options.clock.now();
    return left <= 0 || left > this.#waitMs + CLOCK_SLACK_MS;
  }

  /** Milliseconds until an older page may be asked for. */
  #pageDelay(): number {
    if (!this.#wish || this.#updatedAt === undefined) {
      return Number.POSITIVE_INFINITY;
    }

    const untilNextTry =
      this.#error && this.#nextPollAt !== undefined
        ? this.#nextPollAt - this.#options.clock.now()
        : 0;
    return Math.max(this.#gate.delay(this.#wish.priority), untilNextTry);
  }

  /** Sleeps until there is something to do. */
  async #rest(): Promise<void> {
    const {clock} = this.#options;
    this.#setFetchStatus(this.#isPaused ? 'paused' : 'waiting');
    const untilPoll =
      this.#isPaused || this.#nextPollAt === undefined
        ? Number.POSITIVE_INFINITY
        : this.#nextPollAt - clock.now();
    this.#wake = new AbortController();
    await delay(clock, Math.min(untilPoll, this.#pageDelay(), MAX_TIMER_MS), this.#wake.signal);
  }

  async #poll(signal: AbortSignal): Promise<void> {
    const {clock} = this.#options;
    const priority = this.#due === 'byHand' ? 'manual' : 'automatic';
    const endedBefore = this.#endedAt;
    this.#due = 'no';
    this.#nextPollAt = undefined;
    this.#hasWaited = false;
    let lostRows = 0;
    let isFirstAnswer = true;
    this.#setFetchStatus('fetching');
    const ask: Ask = async request => {
      const answer = await this.#gate.ask(request, priority, signal);
      lostRows += answer.lostRows;
      if (isFirstAnswer) {
        isFirstAnswer = false;
        this.#reportGap();
      }

      return answer;
    };

    try {
      await (this.#byId ?? this.#all).poll(ask);
      const now = clock.now();
      this.#pace = speedUp(this.#pace, this.#intervalMs, now - (this.#updatedAt ?? now));
      this.#lostRows = lostRows;
      this.#updatedAt = now;
      this.#error = undefined;
    } catch (error) {
      this.#fail(error, signal);
    }

    this.#endedAt = clock.now();
    this.#stretchedMs =
      this.#hasWaited && endedBefore !== undefined ? this.#endedAt - endedBefore : 0;
    if (!signal.aborted) {
      this.#scheduleNext();
    }
  }

  async #loadPage(wish: Wish, signal: AbortSignal): Promise<void> {
    this.#setFetchStatus('fetching');
    try {
      await this.#older.loadPage(this.#scope, request =>
        this.#gate.ask(request, wish.priority, signal),
      );
      if (this.#wish) {
        const pages = this.#wish.pages - 1;
        this.#pagesLoaded++;
        if (pages <= 0 || this.loadedBackTo() === Number.NEGATIVE_INFINITY) {
          this.stopLoading();
        } else {
          this.#wish = {...this.#wish, pages};
        }
      }
    } catch (error) {
      this.#fail(error, signal);
      if (!signal.aborted) {
        this.#scheduleNext();
      }
    }

    this.#options.onChange();
  }

  #scheduleNext(): void {
    const {clock, random} = this.#options;
    this.#waitMs = jittered(this.#wantedInterval().ms, random());
    this.#nextPollAt = clock.now() + this.#waitMs;
    this.#options.onChange();
  }

  #fail(error: unknown, signal: AbortSignal): void {
    if (signal.aborted) {
      return;
    }

    const named =
      error instanceof Ec2Error
        ? error
        : new Ec2Error(`Unexpected: ${error instanceof Error ? error.message : 'unknown error'}`, {
            kind: 'bad-answer',
            cause: error,
          });
    this.#error = {
      kind: named.kind,
      code: named.code,
      message: named.message,
      since: this.#error?.since ?? this.#options.clock.now(),
      count: (this.#error?.count ?? 0) + 1,
    };
    if (named.kind === 'throttled') {
      this.#pace = slowDown(this.#pace, this.#intervalMs);
    }
  }

  /** Marks the time in which nothing could be observed, before what is seen after it. */
  #reportGap(): void {
    const {clock, ledger, source} = this.#options;
    const at = clock.now();
    const from = this.#updatedAt;
    if (from !== undefined && at - from > GAP_INTERVALS * this.#interval().ms) {
      const reason = this.#error?.message ?? 'Nothing was asked: paused or suspended.';
      ledger.report([{type: 'gap', at, from, source, reason}]);
    }
  }

  /** The interval as it is, stretched by the budget where that is so. */
  #interval() {
    const wanted = this.#wantedInterval();
    return this.#stretchedMs > wanted.ms
      ? ({ms: this.#stretchedMs, reason: 'budget'} as const)
      : wanted;
  }

  #wantedInterval() {
    const {ledger, source} = this.#options;
    const isCalm = this.#updatedAt !== undefined && !this.#error;
    if (this.#byId) {
      // AMIs whose tasks have all settled are asked for so rarely that nothing is gained by looking more often.
      const isIdle = isCalm && this.#byId.isIdle();
      return interval(
        this.#pace,
        isIdle ? Math.max(this.#intervalMs, REST.settledMs / PACE.idleFactor) : this.#intervalMs,
        isIdle,
      );
    }

    return interval(this.#pace, this.#intervalMs, isCalm && ledger.running(source).length === 0);
  }

  #setFetchStatus(status: FetchStatus): void {
    if (this.#fetchStatus !== status) {
      this.#fetchStatus = status;
      this.#options.onChange();
    }
  }
}

/** More time left than a wait had at first, by this much, means that the clock was set back. */
const CLOCK_SLACK_MS = 1000;

/** Longer timers overflow; waking up for nothing once a day costs nothing. */
const MAX_TIMER_MS = 24 * 60 * 60 * 1000;
