import type {DemoTask, Scenario} from '../../../source/demo/demo-task.js';
import {TASK_WINDOW_MS} from '../../../source/task/store-image-task.js';

export type AccountOptions = {
  /** Tasks of the last 31 days, running ones included. */
  readonly tasks: number;

  /** The newest so many are running. */
  readonly running: number;
};

export type Account = {
  readonly size: number;
  readonly running: number;

  /** The task at an index (0 is the newest), as it is now. Nothing is kept but how often the running ones have moved. */
  readonly task: (index: number) => DemoTask;

  /** The first so many of the running tasks move on by a percent. */
  readonly move: (count: number) => void;
};

const DAY_MS = 24 * 60 * 60 * 1000;

/** The bench's history ends a day before the service's window does: no task leaves it while something is measured. */
const SPAN_MS = TASK_WINDOW_MS - DAY_MS;

/** An account as the benchmarks have it: tasks evenly over 30 days, every 20th failed, in five buckets. @param epoch Milliseconds since the epoch. */
export function createAccount({tasks, running}: AccountOptions, epoch: number): Account {
  const moves = Array.from({length: running}, () => 0);
  const newest = Math.floor(epoch / 60_000) * 60_000 - 60_000;
  return {
    size: tasks,
    running,
    task(index) {
      const amiId = `ami-${(index + 0x1000).toString(16).padStart(17, '0')}`;
      const common = {
        amiId,
        startedAt: newest - Math.floor((index / tasks) * SPAN_MS),
        bucket: `ami-archive-0${index % 5}`,
        s3ObjectKey: `${amiId}.bin`,
      };
      if (index < running) {
        const percent = 10 + ((((index * 7) % 20) + (moves[index] ?? 0)) % 80);
        return {...common, progressPercentage: percent, storeTaskState: 'InProgress'};
      }

      return index % 20 === 19
        ? {
            ...common,
            progressPercentage: 31,
            storeTaskState: 'Failed',
            storeTaskFailureReason: 'Client error: access to the bucket was denied while writing',
          }
        : {
            ...common,
            progressPercentage: 100,
            storeTaskState: 'Completed',
            storeTaskFailureReason: '',
          };
    },
    move(count) {
      for (let index = 0; index < Math.min(count, running); index++) {
        moves[index] = (moves[index] ?? 0) + 1;
      }
    },
  };
}

/** The account for the embedded endpoint. @param movingPerAnswer Asked before each answer: how many of the running tasks have moved since the last. */
export function accountScenario(account: Account, movingPerAnswer: () => number): Scenario {
  const tasks = Array.from({length: account.size}, (_, index) => account.task(index));
  return {
    tasks() {
      const moving = movingPerAnswer();
      account.move(moving);
      for (let index = 0; index < moving; index++) {
        tasks[index] = account.task(index);
      }

      return tasks;
    },
  };
}
