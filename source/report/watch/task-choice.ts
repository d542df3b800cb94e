import type {Moment} from '../../poll/clock.js';
import {isUnknownAmi} from '../../poll/hopeless.js';
import {
  type ServiceOffset,
  type SinceLimit,
  serviceNow,
  sinceAt,
} from '../../poll/service-clock.js';
import type {StoreSnapshot} from '../../poll/snapshot.js';
import {isSettled} from '../../poll/tasks/track.js';
import type {TrackedTask} from '../../poll/tasks/tracked-task.js';
import {isRunning, type StoreImageTask} from '../../task/store-image-task.js';
import {lastNote, missingNote, waitingNotes} from './choice-notes.js';

/** A Completed task that started so long before the wait (ms) is taken for the one that is meant: a small AMI is stored that fast, and clocks differ. */
export const RECENT_MS = 5 * 60_000;

/** How long an AMI without a task may take to show one (ms), unless told. The service shows a new task after seconds to minutes. */
export const APPEAR_MS = 2 * 60_000;

export type ChoiceOptions = SinceLimit & {
  /** Empty: the tasks that are running at the start. */
  readonly imageIds: readonly string[];

  /** Whether a task can be meant at all (its state and bucket). */
  readonly fits: (task: StoreImageTask) => boolean;

  /** When the wait began, ms since the epoch by this machine's clock. */
  readonly startedAt: number;

  /** How long an AMI without a task may take to show one (ms, from the first answer on). */
  readonly appearMs: number;

  /** When the wait itself is given up, monotonic: what is there by then is judged. @default never */
  readonly timeoutAt?: number | undefined;

  /** Takes one sentence for the person who waits. */
  readonly note: (sentence: string) => void;
};

const UNREADABLE =
  "A row of the answer can't be read, or lacks what tells whether it is meant. It may be a task that runs: waiting until that is known.";

/**
Finds the tasks that --wait is about.

Without AMI IDs: those that run when a source answers first, all of it readable: a row that can't be read may be one of them.

Of an AMI the state decides:
1. all that run;
2. when none does, the newest: at once where it Completed and started at most `RECENT_MS` before; otherwise a newer one may still show up within `appearMs`, and without one it counts as it ended;
3. when there is none, it is missing after `appearMs`.
With `since` only tasks that started since then are looked at, and a settled one counts at once, however it ended.
Once found, no other takes its place.
*/
export class TaskChoice {
  readonly #options: ChoiceOptions;
  readonly #open: Set<string>;
  readonly #found = new Set<string>();
  readonly #missing: string[] = [];

  /** Sources whose running tasks are all found. */
  readonly #taken = new Set<number>();
  #isTaken = false;
  #lossTold = false;
  #answeredAt: number | undefined;

  /** Keys of the tasks that were there at the first answer. */
  #early: ReadonlySet<string> = new Set();

  constructor(options: ChoiceOptions) {
    this.#options = options;
    this.#open = new Set(options.imageIds);
  }

  /** Whether it is settled which tasks are meant. */
  get isMade(): boolean {
    return this.#options.imageIds.length > 0 ? this.#open.size === 0 : this.#isTaken;
  }

  /** AMIs that have shown no task in time. */
  get missing(): readonly string[] {
    return this.#missing;
  }

  /** When the AMIs still open are given up; monotonic. */
  get decidesAt(): number | undefined {
    return this.#answeredAt === undefined || this.#open.size === 0
      ? undefined
      : this.#answeredAt + this.#options.appearMs;
  }

  isOpen(imageId: string): boolean {
    return this.#open.has(imageId);
  }

  /** @returns The tasks that are meant as far as a snapshot shows it; some may have been returned before. */
  choose(snapshot: StoreSnapshot, moment: Moment): readonly TrackedTask[] {
    return this.#options.imageIds.length > 0
      ? this.#chooseByAmi(snapshot, moment)
      : this.#chooseRunning(snapshot);
  }

  #chooseRunning({tasks, sources}: StoreSnapshot): readonly TrackedTask[] {
    if (this.#isTaken) {
      return [];
    }
    const chosen = tasks.chunks
      .flat()
      .filter(
        ({source, task}) =>
          !this.#taken.has(source) && isRunning(task) && this.#counts(task, sources[source]),
      );
    const undecided = new Set(
      tasks.chunks
        .flat()
        .flatMap(tracked => (this.#isUndecided(tracked.task) ? tracked.source : [])),
    );
    for (const [index, {status, lostRows}] of sources.entries()) {
      if (status === 'ready' && lostRows === 0 && !undecided.has(index)) {
        this.#taken.add(index);
      } else if (status === 'ready' && !this.#lossTold) {
        this.#lossTold = true;
        this.#options.note(UNREADABLE);
      }
    }
    this.#isTaken = this.#taken.size === sources.length;
    return chosen;
  }

  #chooseByAmi(snapshot: StoreSnapshot, moment: Moment): readonly TrackedTask[] {
    const {tasks, sources} = snapshot;
    if (this.#open.size === 0) {
      return [];
    }
    const byAmi = new Map<string, TrackedTask[]>();
    for (const tracked of tasks.chunks.flat()) {
      const {amiId} = tracked.task;
      if (amiId !== undefined && this.#open.has(amiId)) {
        byAmi.set(amiId, [...(byAmi.get(amiId) ?? []), tracked]);
      }
    }
    const areAnswered = sources.every(source => source.status === 'ready' || isUnknownAmi(source));
    const isFirst = areAnswered && this.#answeredAt === undefined;
    if (isFirst) {
      this.#answeredAt = moment.monotonic;
      this.#early = new Set([...byAmi.values()].flat().map(({key}) => key));
    }
    const chosen = [...this.#open].flatMap(amiId =>
      this.#chooseOf(amiId, byAmi.get(amiId) ?? [], areAnswered, snapshot, moment),
    );
    if (isFirst) {
      const {note, appearMs} = this.#options;
      const latest = new Map(
        [...byAmi].map(([amiId, own]) => [
          amiId,
          own.find(({task, source}) => this.#counts(task, sources[source])),
        ]),
      );
      for (const sentence of waitingNotes(this.#open, latest, appearMs, nowOf(snapshot, moment))) {
        note(sentence);
      }
    }
    return chosen;
  }

  /** @param own The tasks of the AMI, newest first. */
  #chooseOf(
    amiId: string,
    own: readonly TrackedTask[],
    areAnswered: boolean,
    snapshot: StoreSnapshot,
    moment: Moment,
  ): readonly TrackedTask[] {
    const {since, timeoutAt, appearMs, note} = this.#options;
    const counting = own.filter(({task, source}) => this.#counts(task, snapshot.sources[source]));
    const moving = counting.filter(({task}) => !isSettled(task));
    if (moving.length > 0) {
      this.#found.add(amiId);
    }
    if (!areAnswered) {
      return moving;
    }
    const isOver = moment.monotonic >= (this.decidesAt ?? Number.POSITIVE_INFINITY);
    if (this.#found.has(amiId)) {
      this.#open.delete(amiId);
      return moving;
    }
    const [newest] = counting;
    if (newest && (since !== undefined || this.#isMeant(newest, snapshot))) {
      this.#open.delete(amiId);
      return [newest];
    }
    const isUndecided = own.some(({task}) => this.#isUndecided(task));
    const isTimedOut = moment.monotonic >= (timeoutAt ?? Number.POSITIVE_INFINITY);
    if (isUndecided || !(isOver || (isTimedOut && newest))) {
      return [];
    }
    this.#open.delete(amiId);
    if (newest) {
      note(lastNote(amiId, newest, nowOf(snapshot, moment)));
      return [newest];
    }
    this.#missing.push(amiId);
    note(missingNote(amiId, own, appearMs, nowOf(snapshot, moment)));
    return [];
  }

  /** Whether a settled task is the one that is meant, without waiting for a newer one: it showed up during the wait, or was stored just before. */
  #isMeant({key, task, source}: TrackedTask, {sources}: StoreSnapshot): boolean {
    const start = task.startedAt ?? Number.NEGATIVE_INFINITY;
    return (
      !this.#early.has(key) ||
      (task.storeTaskState === 'Completed' && start >= this.#begunAt(sources[source]) - RECENT_MS)
    );
  }

  /** Whether a task that may be running lacks what tells whether it is meant; the service may fill it in. */
  #isUndecided(task: StoreImageTask): boolean {
    const {fits, since} = this.#options;
    const {storeTaskState: state, bucket, startedAt} = task;
    return (
      state === undefined ||
      (isRunning(task) &&
        ((bucket === undefined && !fits(task)) || (since !== undefined && startedAt === undefined)))
    );
  }

  /** A start is compared with the service's time. */
  #counts(task: StoreImageTask, source: ServiceOffset | undefined): boolean {
    const since = sinceAt(this.#options, source);
    const start = task.startedAt ?? Number.NEGATIVE_INFINITY;
    return this.#options.fits(task) && (since === undefined || start >= since);
  }

  /** When the wait began, by the time of a source's service. */
  #begunAt(source: ServiceOffset | undefined): number {
    const {startedAt} = this.#options;
    return sinceAt({since: startedAt, isSinceAgo: true}, source) ?? startedAt;
  }
}

function nowOf({sources}: StoreSnapshot, {now}: Moment): (source: number) => number {
  return source => serviceNow(sources[source], now);
}
