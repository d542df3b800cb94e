import {TASK_WINDOW_MS} from '../task/store-image-task.js';

/** One task as the simulated service knows it at one moment. The names are those of `StoreImageTask`. */
export type DemoTask = {
  readonly amiId: string;

  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly bucket: string;
  readonly s3ObjectKey: string;

  /** An integer from 0 to 100. */
  readonly progressPercentage: number;
  readonly storeTaskState: string;

  /** An empty string is sent as an empty element, `undefined` as none: the service does both when nothing failed. */
  readonly storeTaskFailureReason?: string;
};

/** What the simulated account holds over time. */
export type Scenario = {
  /**
  Every task that has started by `now` (ms since the epoch), newest first. Older ones than the service lists may be among them: the endpoint cuts them off.
  */
  readonly tasks: (now: number) => readonly DemoTask[];
};

/** The same tasks at any time, in the order of the service (newest first); tasks of one start keep theirs. */
export function fixedScenario(tasks: readonly DemoTask[]): Scenario {
  const newestFirst = tasks.toSorted((a, b) => b.startedAt - a.startedAt);
  return {tasks: () => newestFirst};
}

/** How many of `tasks` (newest first) started after `time`. */
export function countStartedAfter(tasks: readonly DemoTask[], time: number): number {
  let low = 0;
  let high = tasks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((tasks[middle] as DemoTask).startedAt > time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }

  return low;
}

/** What the service lists at `now`: the tasks of the last 31 days, newest first. */
export function listedTasks(scenario: Scenario, now: number): readonly DemoTask[] {
  const tasks = scenario.tasks(now);
  const listed = countStartedAfter(tasks, now - TASK_WINDOW_MS);
  return listed === tasks.length ? tasks : tasks.slice(0, listed);
}
