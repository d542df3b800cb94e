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

/**
Estimates a running task from what was seen of it.
@param now Milliseconds since the epoch.
*/
export function estimate(
  task: {readonly startedAt: number | undefined; readonly progressPercentage: number | undefined},
  samples: readonly {readonly at: number; readonly percent: number}[],
  now: number,
): Estimate {
  throw new Error(`not implemented ${task.startedAt} ${samples.length} ${now}`);
}
