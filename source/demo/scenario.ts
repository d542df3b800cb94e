import {TASK_WINDOW_MS} from '../task/store-image-task.js';
import {countStartedAfter, type DemoTask, type Scenario} from './demo-task.js';
import {FAILURE_REASONS} from './failure-reasons.js';
import {pick, type Random, randomOf} from './random.js';
import {endOf, readLife, type TaskLife} from './task-life.js';

export type LiveScenarioOptions = {
  /** The same seed gives the same tasks. @default 1 */
  readonly seed?: number;

  /** When the demo starts, ms since the epoch. Everything before `epoch` is history. */
  readonly epoch: number;

  /** Tasks that have started by `epoch`. @default 450 */
  readonly count?: number;
};

/** One task starts in every such stretch; within it, at random, in the first third. */
const START_EVERY_MS = 30_000;

/** The tasks that still move at the epoch, and some settled ones of the last minutes. */
const RECENT_TASKS = 40;

const HISTORY_FAILURES = 0.07;

const BUCKETS = [0, 1, 2, 3, 4, 5].map(number => `ami-archive-0${number}`);

/**
The lives that tasks take in turn: with a start every 30 seconds, the sum of their durations keeps three to five of them running, and a failure is never far from the newest row.
*/
const LIVES: readonly (Pick<TaskLife, 'queuedMs' | 'workMs' | 'pace'> & {failsAt?: number})[] = [
  {pace: 'steady', queuedMs: 2000, workMs: 75_000},
  {pace: 'uneven', queuedMs: 3000, workMs: 130_000},
  {pace: 'steady', queuedMs: 4000, workMs: 110_000, failsAt: 0.43},
  {pace: 'stepwise', queuedMs: 2000, workMs: 150_000},
  {pace: 'steady', queuedMs: 2000, workMs: 55_000},
  {pace: 'stalling', queuedMs: 5000, workMs: 260_000},
  {pace: 'uneven', queuedMs: 45_000, workMs: 90_000},
  {pace: 'steady', queuedMs: 1000, workMs: 85_000},
];

const LONGEST_LIFE_MS = 10 * 60 * 1000;

/** The oldest task leaves the 31 days so long after the epoch, at the earliest. */
const END_MARGIN_MS = 60 * 60 * 1000;

/**
An account in which store tasks start, progress unevenly, complete and fail, on top of 31 days of history. What it holds depends on the options and on `now` alone.
*/
export function liveScenario({seed = 1, epoch, count = 450}: LiveScenarioOptions): Scenario {
  const recent = Math.min(RECENT_TASKS, count);

  /** Oldest first; grows with time. */
  const lives: TaskLife[] = [];

  /** Every task as it ends up, newest first: that of `lives.at(-1 - n)` is at `n`. */
  const settled: DemoTask[] = historyOf(seed, epoch, count - recent, recent);

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

/** The life at a place in the row of all lives; those before the epoch have negative places. */
function lifeOf(seed: number, epoch: number, place: number): TaskLife {
  const random = randomOf(seed, place);
  const {failsAt, ...life} = LIVES[turnOf(place)] as (typeof LIVES)[number];
  return {
    ...life,
    ...targetOf(seed, place),
    startedAt: Math.floor(epoch + (place + random() / 3) * START_EVERY_MS),
    failure:
      failsAt === undefined ? undefined : {at: failsAt, reason: pick(random, FAILURE_REASONS)},
  };
}

/** What is stored where. Turn 6 repeats the store that failed in turn 2; turn 7 stores the AMI of turn 0 to another bucket. */
function targetOf(seed: number, place: number): Pick<TaskLife, 'amiId' | 'bucket'> {
  if (turnOf(place) === 6) {
    return targetOf(seed, place - 4);
  }

  if (turnOf(place) === 7) {
    return elsewhere(targetOf(seed, place - 7));
  }

  // Apart from the numbers of the life itself, so that looking up another's target is cheap.
  const random = randomOf(seed + 1, place);
  return {amiId: amiId(random), bucket: bucket(random)};
}

function turnOf(place: number): number {
  return ((place % LIVES.length) + LIVES.length) % LIVES.length;
}

/** Settled tasks over what is left of the 31 days, newest first. */
function historyOf(seed: number, epoch: number, count: number, recent: number): DemoTask[] {
  const end = epoch - recent * START_EVERY_MS;
  const spacing = (epoch + END_MARGIN_MS - TASK_WINDOW_MS - end) / count;
  return Array.from({length: count}, (_, age) => {
    const random = randomOf(seed + 2, age);
    const own = {amiId: amiId(random), bucket: bucket(random)};
    const startedAt = Math.ceil(end + (age + random()) * spacing);
    const hasFailed = random() < HISTORY_FAILURES;
    const progressPercentage = hasFailed ? Math.floor(random() * 99) : 100;
    const reason = hasFailed ? pick(random, FAILURE_REASONS) : '';

    // Some are AMIs that were stored before, the next older task's.
    const older = randomOf(seed + 2, age + 1);
    const target = age % 9 === 4 ? elsewhere({amiId: amiId(older), bucket: bucket(older)}) : own;
    return {
      ...target,
      startedAt,
      s3ObjectKey: `${target.amiId}.bin`,
      progressPercentage,
      storeTaskState: hasFailed ? 'Failed' : 'Completed',
      storeTaskFailureReason: reason,
    };
  });
}

function elsewhere(target: Pick<TaskLife, 'amiId' | 'bucket'>): Pick<TaskLife, 'amiId' | 'bucket'> {
  const next = (BUCKETS.indexOf(target.bucket) + 1) % BUCKETS.length;
  return {amiId: target.amiId, bucket: BUCKETS[next] as string};
}

function amiId(random: Random): string {
  const digits = Array.from({length: 16}, () => Math.floor(random() * 16).toString(16));
  return `ami-0${digits.join('')}`;
}

function bucket(random: Random): string {
  return BUCKETS[Math.floor(random() * BUCKETS.length)] as string;
}
