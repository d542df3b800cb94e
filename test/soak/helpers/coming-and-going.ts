import type {DemoTask, Scenario} from '../../../source/demo/demo-task.js';
import {TASK_WINDOW_MS} from '../../../source/task/store-image-task.js';

export type ComingAndGoing = {
  /** The account is full at this time: tasks have been coming for 31 days. Ms since the epoch. */
  readonly epoch: number;

  /** From one start to the next, in ms. */
  readonly everyMs: number;

  /** From start to end, in ms. */
  readonly lastsMs: number;

  /** None starts from here on, ms since the epoch. @default for ever */
  readonly until?: number;
};

/** Every 20th fails, and the record of every 97th is gone in the middle of its work. */
const FAILS = {every: 20, place: 7};
const VANISHES = {every: 97, place: 5};

type Life = {readonly place: number; readonly startedAt: number; task: DemoTask};

/** An account in which tasks start, end, vanish and leave after 31 days; it holds as much at the end as at the beginning, however long it is watched. */
export function comingAndGoing(options: ComingAndGoing): Scenario {
  const {epoch, everyMs, lastsMs, until = Number.POSITIVE_INFINITY} = options;

  /** Oldest first. */
  let lives: Life[] = [];
  let nextPlace = -Math.floor(TASK_WINDOW_MS / everyMs);
  let lookedAt = Number.NEGATIVE_INFINITY;

  const begin = (now: number) => {
    for (;;) {
      const startedAt = epoch + nextPlace * everyMs;
      if (startedAt > now || startedAt >= until) {
        return;
      }

      lives.push({place: nextPlace, startedAt, task: taskAt(nextPlace, startedAt, 0)});
      nextPlace++;
    }
  };

  const work = (now: number) => {
    const gone = new Set<Life>();
    for (let index = lives.length - 1; index >= 0; index--) {
      const life = lives[index] as Life;
      const part = (now - life.startedAt) / lastsMs;
      if (isAt(life.place, VANISHES) && part >= 0.5) {
        gone.add(life);
      } else {
        life.task = next(life, part);
      }

      if (life.startedAt + lastsMs < lookedAt) {
        break;
      }
    }

    if (gone.size > 0) {
      lives = lives.filter(life => !gone.has(life));
    }
  };

  return {
    tasks(now) {
      begin(now);
      work(now);
      while ((lives[0]?.startedAt ?? now) < now - TASK_WINDOW_MS) {
        lives.shift();
      }

      lookedAt = now;
      return lives.map(({task}) => task).reverse();
    },
  };
}

/** The same object while it says the same: what reads a million answers keeps a reading for each. */
function next({place, startedAt, task}: Life, part: number): DemoTask {
  const now = taskAt(place, startedAt, part);
  return now.progressPercentage === task.progressPercentage &&
    now.storeTaskState === task.storeTaskState
    ? task
    : now;
}

function taskAt(place: number, startedAt: number, part: number): DemoTask {
  const amiId = `ami-${(place + 2 ** 32).toString(16).padStart(17, '0')}`;
  const percent = Math.min(100, Math.floor(part * 100));
  const common = {amiId, startedAt, bucket: `archive-${place & 3}`, s3ObjectKey: `${amiId}.bin`};
  if (isAt(place, FAILS) && percent >= 31) {
    return {
      ...common,
      progressPercentage: 31,
      storeTaskState: 'Failed',
      storeTaskFailureReason: 'Client error: access to the bucket was denied',
    };
  }

  return {
    ...common,
    progressPercentage: percent,
    storeTaskState: percent < 100 ? 'InProgress' : 'Completed',
  };
}

function isAt(place: number, {every, place: at}: typeof FAILS): boolean {
  return ((place % every) + every) % every === at;
}
