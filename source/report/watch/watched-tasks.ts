import type {Moment} from '../../poll/clock.js';
import {serviceNow} from '../../poll/service-clock.js';
import type {StoreSnapshot} from '../../poll/snapshot.js';
import {changesBetween, type TaskChange} from '../../poll/tasks/events.js';
import {isSettled} from '../../poll/tasks/track.js';
import type {TrackedTask} from '../../poll/tasks/tracked-task.js';
import type {Sighting} from './change-line.js';
import {type ChoiceOptions, TaskChoice} from './task-choice.js';

/** What happens to a task watched. */
export type WatchedLine = TaskChange | Sighting;

/** How a wait ended. `missing`: an AMI asked for has no task, or one that was watched is listed no more. */
export type WatchOutcome = 'completed' | 'failed' | 'missing';

type Watched = {
  readonly tracked: TrackedTask;

  /** The service doesn't list it any more. */
  readonly isGone: boolean;
};

/** The tasks that --wait is about: which they are (see `TaskChoice`), what happens to them, and whether all is over. */
export class WatchedTasks {
  readonly #choice: TaskChoice;
  readonly #isFailFast: boolean;
  readonly #watched = new Map<string, Watched>();

  /** @param isFailFast The first failure is the outcome, whatever else is still to come. */
  constructor(options: ChoiceOptions, isFailFast = false) {
    this.#choice = new TaskChoice(options);
    this.#isFailFast = isFailFast;
  }

  /** Takes in a snapshot. @returns What happened to the tasks watched since the last one. */
  update(snapshot: StoreSnapshot, moment: Moment): readonly WatchedLine[] {
    const lines = [...this.#watched.keys()].flatMap(key => this.#follow(key, snapshot, moment));
    for (const tracked of this.#choice.choose(snapshot, moment)) {
      if (!this.#watched.has(tracked.key)) {
        this.#watched.set(tracked.key, {tracked, isGone: false});
        lines.push(lineOf(firstType(tracked), tracked, timeOf(tracked, snapshot, moment)));
      }
    }
    return lines;
  }

  /** `undefined` while something is still to come. A failure weighs more than a missing task. */
  outcome(): WatchOutcome | undefined {
    const watched = [...this.#watched.values()];
    if (this.#isFailFast && this.hasFailure) {
      return 'failed';
    }
    if (!this.#choice.isMade || watched.some(one => !one.isGone && !isSettled(one.tracked.task))) {
      return undefined;
    }
    if (this.hasFailure) {
      return 'failed';
    }
    return this.missing.length > 0 || watched.some(({isGone}) => isGone) ? 'missing' : 'completed';
  }

  /** Whether a task watched has Failed. */
  get hasFailure(): boolean {
    return this.tasks.some(({task}) => task.storeTaskState === 'Failed');
  }

  /** As they were last seen, in the order in which they were found. */
  get tasks(): readonly TrackedTask[] {
    return [...this.#watched.values()].map(({tracked}) => tracked);
  }

  /** Those that the service lists no more before anyone saw them settle. */
  get gone(): readonly TrackedTask[] {
    return [...this.#watched.values()].filter(({isGone}) => isGone).map(({tracked}) => tracked);
  }

  /** AMIs asked for that have shown no task in time. */
  get missing(): readonly string[] {
    return this.#choice.missing;
  }

  /** When time alone decides something; monotonic. */
  get decidesAt(): number | undefined {
    return this.#choice.decidesAt;
  }

  /** Whether the task meant is still to be found. */
  isAwaited(imageId: string): boolean {
    return this.#choice.isOpen(imageId);
  }

  #follow(key: string, snapshot: StoreSnapshot, moment: Moment): readonly WatchedLine[] {
    const before = this.#watched.get(key);
    const tracked = snapshot.tasks.get(key);
    if (!before || tracked === before.tracked || isSettled(before.tracked.task)) {
      return [];
    }
    if (!tracked) {
      this.#watched.set(key, {...before, isGone: true});
      const at = timeOf(before.tracked, snapshot, moment);
      return before.isGone ? [] : [lineOf('vanished', before.tracked, at, before.tracked)];
    }
    this.#watched.set(key, {tracked, isGone: false});
    return changesBetween(before.tracked.task, tracked.task).map(type =>
      lineOf(type, tracked, tracked.seenAt, before.tracked),
    );
  }
}

/** What is told of a task is told in the time of its service, as its start. */
function timeOf({source}: TrackedTask, {sources}: StoreSnapshot, {now}: Moment): number {
  return serviceNow(sources[source], now);
}

function firstType({task}: TrackedTask): WatchedLine['type'] {
  return task.storeTaskState === 'Completed'
    ? 'completed'
    : task.storeTaskState === 'Failed'
      ? 'failed'
      : 'watching';
}

function lineOf(
  type: WatchedLine['type'],
  {key, source, task}: TrackedTask,
  at: number,
  previous?: TrackedTask,
): WatchedLine {
  return {type, at, key, source, task, previous: previous?.task};
}
