import {countStartedAfter, type DemoTask, type Scenario} from './demo-task.js';
import {historyOf} from './history.js';
import {LONGEST_LIFE_MS, lifeOf, START_EVERY_MS} from './lives.js';
import {endOf, readLife, type TaskLife} from './task-life.js';

export type LiveScenarioOptions = {
  /** The same seed gives the same tasks. @default 1 */
  readonly seed?: number;

  /** When the demo starts, ms since the epoch. Everything before `epoch` is history. */
  readonly epoch: number;

  /** Tasks that have started by `epoch`. @default 450 */
  readonly count?: number;
};

/** The tasks that still move at the epoch, and some settled ones of the last minutes. */
const RECENT_TASKS = 40;

/**
An account in which store tasks start, progress unevenly, complete and fail, on top of 31 days of history. What it holds depends on the options and on `now` alone.
*/
export function liveScenario({seed = 1, epoch, count = 450}: LiveScenarioOptions): Scenario {
  const recent = Math.min(RECENT_TASKS, count);

  /** Oldest first; grows with time. */
  const lives: TaskLife[] = [];

  /** Every task as it ends up, newest first: that of `lives.at(-1 - n)` is at `n`. */
  const settled: DemoTask[] = historyOf(
    seed,
    epoch,
    epoch - recent * START_EVERY_MS,
    count - recent,
  );

  function growTo(now: number): void {
    for (;;) {
      const life = lifeOf(seed, epoch, lives.length - recent);
      if (life.startedAt > Math.max(now, epoch)) {
        return;
      }

      lives.push(life);
      settled.unshift(readLife(life, endOf(life)));
    }
  }

  return {
    tasks(now) {
      growTo(now);
      const notYet = countStartedAfter(settled, now);
      const tasks = settled.slice(notYet);
      for (let row = 0; row < tasks.length; row++) {
        const life = lives.at(-1 - notYet - row);
        if (!life || life.startedAt < now - LONGEST_LIFE_MS) {
          break;
        }

        if (now < endOf(life)) {
          tasks[row] = readLife(life, now);
        }
      }

      return tasks;
    },
  };
}
