import {isRunning, type StoreImageTask} from './store-image-task.js';

/** What can honestly be said about the rest of a task. */
export type Estimate = {
  /** Percent per minute; `undefined` without a basis. */
  readonly ratePerMinute: number | undefined;

  /** Milliseconds until 100 %; `undefined` without a basis. */
  readonly remainingMs: number | undefined;

  /** `samples`: fitted to observed progress; `average`: percent since the start. */
  readonly basis: 'samples' | 'average' | undefined;

  /** Milliseconds since progress last moved, once that is conspicuously long. */
  readonly stalledMs: number | undefined;

  /** At 0 % for so long that the service has probably queued it. */
  readonly isQueued: boolean;
};

/** Progress that was seen, oldest first: `at` in ms since the epoch, `percent` 0 to 100. */
export type Samples = readonly {readonly at: number; readonly percent: number}[];

export const ESTIMATE = {
  /** 0 % for longer than this: EC2 keeps tasks over the account's limit of work in progress in a queue. */
  queuedMs: 10 * 60_000,

  /** No movement for this many typical steps, and for this long, is a stall. */
  stalledSteps: 4,
  stalledMs: 3 * 60_000,

  /** So many of the last changes decide the fit: old speeds say little about the present one. */
  window: 24,

  /** A fit needs so many changes; before that, the average since the start is better. */
  minChanges: 3,
} as const;

const NOTHING: Estimate = {
  ratePerMinute: undefined,
  remainingMs: undefined,
  basis: undefined,
  stalledMs: undefined,
  isQueued: false,
};

/**
Estimates a running task from what was seen of it; nothing for any other.
The rate is the median slope between all pairs of recent changes (Theil-Sen: a stall or a jump doesn't bend it), and before there are enough of them percent by time since the start. Percent is whole, so time since the last change counts as progress made, up to one typical step.
@param samples The first one is when the task was first looked at, the others are when its percent changed.
@param now Milliseconds since the epoch.
Source of the rule: P. K. Sen, Estimates of the regression coefficient based on Kendall's tau, 1968.
*/
export function estimate(
  task: Pick<StoreImageTask, 'startedAt' | 'progressPercentage' | 'storeTaskState'>,
  samples: Samples,
  now: number,
): Estimate {
  const percent = task.progressPercentage;
  if (!isRunning(task) || percent === undefined) {
    return NOTHING;
  }

  const elapsedMs = task.startedAt === undefined ? undefined : now - task.startedAt;
  if (percent === 0) {
    const isQueued = elapsedMs !== undefined && elapsedMs >= ESTIMATE.queuedMs;
    return {...NOTHING, isQueued};
  }

  const changes = recentChanges(samples);
  const fitted = changes.length >= ESTIMATE.minChanges ? medianSlope(changes) : undefined;
  const average = elapsedMs !== undefined && elapsedMs > 0 ? percent / elapsedMs : undefined;
  const perMs = fitted ?? average;
  if (perMs === undefined) {
    return {...NOTHING, stalledMs: stalled(samples, undefined, now)};
  }

  const stepMs = fitted === undefined ? 1 / perMs : typicalStepMs(changes);
  const stalledMs = stalled(samples, stepMs, now);
  const lastAt = samples.at(-1)?.at ?? now;
  const sinceChangeMs = fitted === undefined ? 0 : Math.min(now - lastAt, stepMs);
  return {
    ratePerMinute: perMs * 60_000,
    // A task that stands still would be promised for ever: no time is better than a wrong one.
    remainingMs:
      stalledMs === undefined ? Math.max(0, (100 - percent) / perMs - sinceChangeMs) : undefined,
    basis: fitted === undefined ? 'average' : 'samples',
    stalledMs,
    isQueued: false,
  };
}

/** The changes that tell the present speed: those since progress last went back, and not the first sample, whose percent was reached some time before it was seen. */
export function recentChanges(samples: Samples): Samples {
  let from = 1;
  for (let index = 1; index < samples.length; index++) {
    if ((samples[index]?.percent ?? 0) < (samples[index - 1]?.percent ?? 0)) {
      from = index;
    }
  }

  return samples.slice(from).slice(-ESTIMATE.window);
}

function medianSlope(changes: Samples): number | undefined {
  const slopes: number[] = [];
  for (const [index, later] of changes.entries()) {
    for (const earlier of changes.slice(0, index)) {
      if (later.at > earlier.at) {
        slopes.push((later.percent - earlier.percent) / (later.at - earlier.at));
      }
    }
  }

  const slope = median(slopes);
  return slope !== undefined && slope > 0 ? slope : undefined;
}

function typicalStepMs(changes: Samples): number {
  const gaps = changes.slice(1).map((change, index) => change.at - (changes[index]?.at ?? 0));
  return median(gaps) ?? 0;
}

function stalled(samples: Samples, stepMs: number | undefined, now: number): number | undefined {
  const last = samples.at(-1);
  if (!last) {
    return undefined;
  }

  const stillMs = now - last.at;
  const limit = Math.max(ESTIMATE.stalledMs, (stepMs ?? 0) * ESTIMATE.stalledSteps);
  return stillMs >= limit ? stillMs : undefined;
}

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >>> 1;
  const upper = sorted[middle];
  const lower = sorted[middle - 1];
  if (upper === undefined) {
    return undefined;
  }

  return sorted.length % 2 === 1 || lower === undefined ? upper : (lower + upper) / 2;
}
