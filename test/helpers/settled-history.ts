import type {DemoTask, Scenario} from '../../source/demo/demo-task.js';

const DAY = 24 * 60 * 60 * 1000;

export type HistoryOptions = {
  /** Settled tasks, spread evenly over the 31 days before `epoch`. */
  readonly settled: number;

  /** Tasks that are running all the time, and how long before `epoch` they started (ms). */
  readonly runningSince?: readonly number[];

  /** A new task each so many ms from `epoch` on, each lasting `lastsMs`. @default none */
  readonly newEveryMs?: number;
  readonly lastsMs?: number;

  /** Milliseconds since the epoch. */
  readonly epoch: number;
};

function amiId(index: number): string {
  return `ami-${index.toString(16).padStart(17, '0')}`;
}

function task(index: number, startedAt: number, percent: number, state: string): DemoTask {
  return {
    amiId: amiId(index),
    startedAt,
    bucket: `archive-${index % 5}`,
    s3ObjectKey: `${amiId(index)}.bin`,
    progressPercentage: percent,
    storeTaskState: state,
    storeTaskFailureReason: state === 'Failed' ? 'Access denied' : undefined,
  };
}

/** A plain account for simulations: much history, some running tasks, now and then a new one. */
export function settledHistory(options: HistoryOptions): Scenario {
  const {settled, runningSince = [], newEveryMs, lastsMs = 10 * 60_000, epoch} = options;
  const history = Array.from({length: settled}, (_, index) => {
    const startedAt = epoch - 60_000 - Math.floor(((index + 1) / settled) * 30.9 * DAY);
    const isFailed = index % 20 === 7;
    return task(index, startedAt, isFailed ? 31 : 100, isFailed ? 'Failed' : 'Completed');
  });
  const starts = runningSince.map((since, index) => ({
    index: settled + index,
    startedAt: epoch - since,
  }));
  let cached: {readonly minute: number; readonly tasks: readonly DemoTask[]} | undefined;
  return {
    tasks(now) {
      // It looks the same for a minute, so that a simulated day costs 1,440 lists.
      const minute = Math.floor(now / 60_000);
      if (cached?.minute !== minute) {
        cached = {minute, tasks: tasksAt(minute * 60_000)};
      }

      return cached.tasks;
    },
  };

  function tasksAt(now: number): readonly DemoTask[] {
    const running = starts.map(({index, startedAt}) =>
      // A percent every 20 minutes: it never gets to the end of a simulated day.
      task(index, startedAt, Math.floor((now - epoch) / (20 * 60_000)) % 100, 'InProgress'),
    );
    const begun =
      newEveryMs === undefined ? 0 : Math.max(0, Math.floor((now - epoch) / newEveryMs));
    const fresh = Array.from({length: begun}, (_, index) => {
      const startedAt = epoch + (index + 1) * (newEveryMs ?? 0);
      const percent = Math.min(100, Math.floor(((now - startedAt) / lastsMs) * 100));
      return task(
        1_000_000 + index,
        startedAt,
        percent,
        percent < 100 ? 'InProgress' : 'Completed',
      );
    });
    return [...fresh, ...running, ...history].sort((a, b) => b.startedAt - a.startedAt);
  }
}
