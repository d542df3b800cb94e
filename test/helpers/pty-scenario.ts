import type {DemoTask, Scenario} from '../../source/demo/demo-task.js';

const MINUTE = 60_000;

/** What a test lets the service hold, and changes while the program watches. */
export type PtyScenario = Scenario & {
  /** Newest first. */
  readonly all: () => readonly DemoTask[];
  readonly replace: (tasks: readonly DemoTask[]) => void;

  /** Gives the task at this index (0 is the newest) other members. */
  readonly change: (index: number, members: Partial<DemoTask>) => void;
};

export function ptyScenario(tasks: readonly DemoTask[]): PtyScenario {
  let current = tasks;
  return {
    tasks: () => current,
    all: () => current,
    replace(next) {
      current = next;
    },
    change(index, members) {
      current = current.map((task, at) => (at === index ? {...task, ...members} : task));
    },
  };
}

/** The AMI ID that ends in this number. */
export function ptyAmiId(number: number): string {
  return `ami-${number.toString(16).padStart(17, '0')}`;
}

/** Running in `someDemoTasks`, by index. */
export const RUNNING = [0, 1, 2] as const;

/** Failed in `someDemoTasks`, by index: one on each page of the service. */
export const FAILED = [150, 300, 440] as const;

/** The only tasks of their bucket in `someDemoTasks`, by index, all of them on the oldest page. */
export const RARE_BUCKET = [410, 420] as const;
export const RARE_BUCKET_NAME = 'ami-rare';

/**
A history of so many tasks, newest first, 90 minutes apart: 450 of them go back 28 days. Every age is a quarter or three quarters past the hour, so that none turns over while a test runs. Every 25th task is an earlier one of the AMI before it, in another bucket.
*/
export function someDemoTasks(count: number, now = Date.now()): DemoTask[] {
  const minute = Math.floor(now / MINUTE) * MINUTE;
  return Array.from({length: count}, (_, index) => {
    const amiId = ptyAmiId(index % 25 === 24 ? index - 1 : index);
    const common = {
      amiId,
      startedAt: minute - (90 * index + 15) * MINUTE,
      bucket: RARE_BUCKET.some(rare => rare === index)
        ? RARE_BUCKET_NAME
        : `ami-archive-0${index % 4}`,
      s3ObjectKey: `${amiId}.bin`,
    };
    if (RUNNING.some(running => running === index)) {
      return {...common, progressPercentage: 30 + index * 20, storeTaskState: 'InProgress'};
    }

    return FAILED.some(failed => failed === index)
      ? {
          ...common,
          progressPercentage: 31,
          storeTaskState: 'Failed',
          storeTaskFailureReason: 'Client error: access to the bucket was denied',
        }
      : {
          ...common,
          progressPercentage: 100,
          storeTaskState: 'Completed',
          storeTaskFailureReason: '',
        };
  });
}
