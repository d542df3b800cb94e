import {TASK_WINDOW_MS} from '../task/store-image-task.js';
import type {DemoTask} from './demo-task.js';
import {elsewhere, type StoreTarget, targetOf} from './endpoint/target.js';
import {FAILURE_REASONS} from './failure-reasons.js';
import {pick, randomOf} from './random.js';

const FAILED_PART = 0.07;

/** Every ninth is an AMI that was stored to another bucket before. */
const REPEATED = 9;

/** The history ends so long before the 31 days do that its oldest task can still be paged to. */
const MARGIN_MS = 60 * 60 * 1000;

/**
Makes settled tasks over the 31 days before `epoch`, newest first.
@param end The newest starts before this, ms since the epoch.
*/
export function historyOf(seed: number, epoch: number, end: number, count: number): DemoTask[] {
  const spacingMs = (end - (epoch - TASK_WINDOW_MS + MARGIN_MS)) / count;
  return Array.from({length: count}, (_, age) => {
    const random = randomOf(seed + 2, age);
    const target = historicTarget(seed, age);
    const common = {
      ...target,
      startedAt: Math.floor(end - (age + random()) * spacingMs),
      s3ObjectKey: `${target.amiId}.bin`,
    };
    return random() < FAILED_PART
      ? {
          ...common,
          progressPercentage: Math.floor(random() * 99),
          storeTaskState: 'Failed',
          storeTaskFailureReason: pick(random, FAILURE_REASONS),
        }
      : {
          ...common,
          progressPercentage: 100,
          storeTaskState: 'Completed',
          storeTaskFailureReason: '',
        };
  });
}

function historicTarget(seed: number, age: number): StoreTarget {
  return age % REPEATED === REPEATED - 1
    ? targetOf(seed + 3, age)
    : age % REPEATED === REPEATED - 2
      ? elsewhere(targetOf(seed + 3, age + 1))
      : targetOf(seed + 3, age);
}
