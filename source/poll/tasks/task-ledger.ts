import {isRunning, type StoreImageTask, TASK_WINDOW_MS} from '../../task/store-image-task.js';
import {type EventHistory, EventLog} from './event-log.js';
import {changesBetween, type TaskEvent, type TaskEventType} from './events.js';
import {LastAnswers} from './last-answers.js';
import {EMPTY_TASK_LIST, startedBefore, type TaskList, updateTaskList} from './task-list.js';
import {TaskNames} from './task-names.js';
import {trackAgain, trackNew} from './track.js';
import type {TrackedTask} from './tracked-task.js';

/** `news`: it can't have been seen before; `history`: it was there already, so nothing happened. */
export type Novelty = 'news' | 'history';

/** How long after the 31 days a task may still be listed, for clocks that differ. */
const WINDOW_SLACK_MS = 60 * 60 * 1000;

/**
Everything that is known of the tasks of all sources, and what happened to them. The only place that changes it; each change is reported once.
*/
export class TaskLedger {
  list: TaskList = EMPTY_TASK_LIST;

  readonly #log = new EventLog();
  readonly #last = new LastAnswers();
  readonly #onChange: () => void;
  readonly #running = new Map<string, TrackedTask>();

  /** Vanished tasks, kept so that one that comes back isn't reported as new. */
  readonly #vanished = new Map<string, TrackedTask>();

  readonly #names = new TaskNames(key => this.list.get(key) ?? this.#vanished.get(key));

  /** @param onChange Called after each change. */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** What happened to the tasks, and to the watching. */
  get history(): EventHistory {
    return this.#log.history;
  }

  /** The running tasks of a source. */
  running(source: number): TrackedTask[] {
    return [...this.#running.values()].filter(tracked => tracked.source === source);
  }

  /**
  Takes in what a source said.
  @param noveltyOf What a task not known yet is.
  @param at ms since the epoch, by the service's clock.
  @param isHistory Whether it is a page of older tasks.
  @returns The tasks' keys, in their order.
  */
  observe(
    source: number,
    tasks: readonly StoreImageTask[],
    noveltyOf: (task: StoreImageTask) => Novelty,
    at: number,
    isHistory = false,
  ): readonly string[] {
    const repeated = this.#last.keysOf(source, tasks, this.list);
    if (repeated) {
      return repeated;
    }

    const keys = this.#names.keysOf({source, tasks, at, isHistory});
    const put = new Map<string, TrackedTask>();
    const events: TaskEvent[] = [];
    for (const [index, task] of tasks.entries()) {
      const key = keys[index] as string;
      const listed = put.get(key) ?? this.list.get(key);
      const known = listed ?? this.#vanished.get(key);
      const tracked = known ? trackAgain(known, task, at) : trackNew(source, task, at, key);
      if (tracked === listed) {
        continue;
      }

      put.set(key, tracked);
      this.#vanished.delete(key);
      if (known || noveltyOf(task) === 'news') {
        events.push(...eventsOf(known, tracked, at));
      }

      if (isRunning(tracked.task)) {
        this.#running.set(key, tracked);
      } else {
        this.#running.delete(key);
      }
    }

    if (put.size > 0) {
      this.list = updateTaskList(this.list, put.values());
      this.report(events);
      this.#onChange();
    } else {
      this.#last.note(source, {tasks, keys, list: this.list});
    }

    return keys;
  }

  /** Takes out tasks that the service no longer knows. A settled one that is 31 days old is no news. */
  vanish(keys: readonly string[], at: number): void {
    const events: TaskEvent[] = [];
    for (const key of keys) {
      const tracked = this.list.get(key);
      if (!tracked) {
        continue;
      }

      const isExpired = (tracked.task.startedAt ?? at) < at - TASK_WINDOW_MS + WINDOW_SLACK_MS;
      if (this.#running.delete(key) || !isExpired) {
        events.push(eventOf('vanished', tracked, tracked.task, at));
      }

      this.#vanished.set(key, tracked);
    }

    if (keys.length > 0) {
      this.list = updateTaskList(this.list, [], keys);
      this.report(events);
      this.#onChange();
    }
  }

  /**
  Drops what has left the service's 31 days; news only for a task that was still running.
  @param now By the source's service.
  @param listed The keys of what it has just listed: that stays, whatever a clock says.
  */
  prune(source: number, now: number, listed: ReadonlySet<string>): void {
    const limit = now - TASK_WINDOW_MS - WINDOW_SLACK_MS;
    const old = [...startedBefore(this.list, limit)].filter(
      tracked =>
        tracked.source === source &&
        tracked.task.startedAt !== undefined &&
        !listed.has(tracked.key),
    );
    if (old.length === 0) {
      return;
    }

    this.vanish(
      old.filter(tracked => this.#running.has(tracked.key)).map(tracked => tracked.key),
      now,
    );
    this.list = updateTaskList(
      this.list,
      [],
      old.map(tracked => tracked.key),
    );
    this.#onChange();
    for (const tracked of this.#vanished.values()) {
      if (tracked.source === source && (tracked.task.startedAt ?? 0) < limit) {
        this.#vanished.delete(tracked.key);
        this.#names.delete(tracked);
      }
    }

    for (const tracked of old) {
      if (!this.#vanished.has(tracked.key)) {
        this.#names.delete(tracked);
      }
    }
  }

  /** Adds to what happened. */
  report(events: readonly TaskEvent[]): void {
    this.#log.add(events);
  }
}

function eventsOf(known: TrackedTask | undefined, tracked: TrackedTask, at: number): TaskEvent[] {
  return changesBetween(known?.task, tracked.task).map(type =>
    eventOf(type, tracked, known?.task, at),
  );
}

function eventOf(
  type: TaskEventType,
  tracked: TrackedTask,
  previous: StoreImageTask | undefined,
  at: number,
): TaskEvent {
  return {type, at, key: tracked.key, source: tracked.source, task: tracked.task, previous};
}
