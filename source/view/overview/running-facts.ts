import {serviceNow} from '../../poll/service-clock.js';
import type {SourceStatus} from '../../poll/snapshot.js';
import type {TrackedTask} from '../../poll/tasks/tracked-task.js';
import {type Estimate, estimate} from '../../task/estimate.js';

/** A running task and what can be said of its end. */
export type RunningTask = {
  readonly tracked: TrackedTask;
  readonly estimate: Estimate;

  /** When it is expected to be ready, ms since the epoch by this machine's clock. */
  readonly readyAt: number | undefined;

  /** For how long it has made no step, where that is conspicuous, ms. */
  readonly stillMs: number | undefined;
};

/** The running tasks, the next to be ready first, those of which nobody knows last. @param now Of this machine, ms since the epoch. */
export function runningTasks(
  running: readonly TrackedTask[],
  sources: readonly Partial<Pick<SourceStatus, 'clockOffsetMs'>>[],
  now: number,
): readonly RunningTask[] {
  return running
    .map(tracked => {
      const served = serviceNow(sources[tracked.source], now);
      const {task, samples} = tracked;
      const estimated = estimate(task, samples, served);
      const {remainingMs, stalledMs, isQueued} = estimated;
      return {
        tracked,
        estimate: estimated,
        readyAt: remainingMs === undefined ? undefined : now + remainingMs,
        stillMs: isQueued ? served - (task.startedAt ?? served) : stalledMs,
      };
    })
    .sort((a, b) => (a.readyAt ?? Infinity) - (b.readyAt ?? Infinity) || 0);
}
