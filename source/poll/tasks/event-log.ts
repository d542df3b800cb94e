import type {TaskChange, TaskEvent} from './events.js';

export const EVENT_LIMITS = {
  /** Starts, ends, vanishings and gaps that are kept, the newest ones. */
  happened: 5000,

  /** Lines of progress that are kept beside them. One a task, so this is a number of tasks. */
  progress: 2000,
} as const;

/** An event with its place in the log. */
export type LoggedEvent = TaskEvent & {
  /** Rises from event to event and is never given twice. A line of progress gets a new one with each step. */
  readonly seq: number;
};

/** The log of a store at one moment. */
export type EventHistory = {
  /** Ordered by `seq`. The progress of a task is one event, from the first reading to the last, until something else happens to the task. */
  readonly events: readonly LoggedEvent[];

  /** How many starts, ends, vanishings and gaps there have been, those that had to go included. */
  readonly happened: number;

  /** Everything that happened after this is in `events` (ms since the epoch); `undefined` while nothing had to go. */
  readonly completeSince: number | undefined;

  /** The number of the last start, end, vanishing or gap that had to go. @default 0, none had to */
  readonly lostUpTo?: number;
};

type Progress = TaskChange & {readonly seq: number};

/**
What happened, bounded. Progress is merged before anything is limited, and has a limit of its own, so that it never pushes out what happened.
*/
export class EventLog {
  history: EventHistory = {events: [], happened: 0, completeSince: undefined};

  #seq = 0;

  /** The line of progress of each task to which nothing else has happened since, by the task's key. */
  readonly #progress = new Map<string, Progress>();

  /** @param events In the order in which they happened. */
  add(events: readonly TaskEvent[]): void {
    if (events.length === 0) {
      return;
    }

    const merged = new Set<LoggedEvent>();
    const added = new Set<LoggedEvent>();
    for (const event of events) {
      const before = event.type === 'gap' ? undefined : this.#progress.get(event.key);
      const logged = this.#log(event, before);
      added.add(logged);
      if (before && event.type === 'progressed' && !added.delete(before)) {
        merged.add(before);
      }
    }

    const kept =
      merged.size > 0
        ? this.history.events.filter(event => !merged.has(event))
        : this.history.events;
    const happened = events.filter(({type}) => type !== 'progressed').length;
    const limited = this.#limited([...kept, ...added]);
    this.history = {
      events: limited.events,
      happened: this.history.happened + happened,
      completeSince: limited.dropped?.at ?? this.history.completeSince,
      lostUpTo: limited.dropped?.seq ?? this.history.lostUpTo,
    };
  }

  #log(event: TaskEvent, before: Progress | undefined): LoggedEvent {
    const seq = ++this.#seq;
    if (event.type === 'gap') {
      return {...event, seq};
    }

    if (event.type !== 'progressed') {
      this.#progress.delete(event.key);
      return {...event, seq};
    }

    const progress: Progress = before
      ? {...event, seq, previous: before.previous, steps: (before.steps ?? 1) + 1}
      : {...event, seq};
    this.#progress.set(event.key, progress);
    return progress;
  }

  /** Drops the oldest events over the limits, and gives the last of what happened among them. */
  #limited(events: readonly LoggedEvent[]) {
    const progress = events.reduce((sum, {type}) => sum + (type === 'progressed' ? 1 : 0), 0);
    let dropped: LoggedEvent | undefined;
    let surplus = events.length - progress - EVENT_LIMITS.happened;
    let surplusProgress = progress - EVENT_LIMITS.progress;
    if (surplus <= 0 && surplusProgress <= 0) {
      return {events, dropped};
    }

    const kept = events.filter(event => {
      if (event.type === 'progressed') {
        const isKept = surplusProgress-- <= 0;
        if (!isKept) {
          this.#forget(event as Progress);
        }

        return isKept;
      }

      const isKept = surplus-- <= 0;
      dropped = isKept ? dropped : event;
      return isKept;
    });
    return {events: kept, dropped};
  }

  /** What comes next of its task begins a new line: a range that starts where nobody can read it on would be a guess. */
  #forget(progress: Progress): void {
    if (this.#progress.get(progress.key) === progress) {
      this.#progress.delete(progress.key);
    }
  }
}
