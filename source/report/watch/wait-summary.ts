import {jsonLine} from '../../ec2/escape-json.js';
import {formatDuration} from '../../task/format.js';
import type {WatchedTasks, WatchOutcome} from './watched-tasks.js';

/** How a wait ended: as its tasks did, or `timed-out` where its time ran out before any of them had Failed. */
export type WaitEnd = WatchOutcome | 'timed-out';

export type SummaryOptions = {
  readonly output: 'text' | 'ndjson';
  readonly end: WaitEnd;

  /** The time ran out. @default false */
  readonly isTimedOut?: boolean;
  readonly watched: WatchedTasks;

  /** How long the wait took, ms. */
  readonly elapsedMs: number;

  /** When it ended, ms since the epoch. */
  readonly now: number;
};

/**
Writes the last line of a wait, with its line break.
As ndjson an object with `Time` (ISO 8601), `Event` (`summary`), `Outcome` (`completed`, `failed`, `missing` or `timed-out`), `Completed`, `Failed` and `Unsettled` (numbers of tasks), `Missing` (IDs of the AMIs asked for without a task), `Gone` (IDs of the AMIs whose task is listed no more) and `Seconds` (how long it took).
*/
export function formatSummary(options: SummaryOptions): string {
  const {watched, end, now, elapsedMs} = options;
  const {missing} = watched;
  const gone = watched.gone.map(({task}) => task.amiId ?? '-');
  const count = (state: string) =>
    watched.tasks.filter(({task}) => task.storeTaskState === state).length;
  const [completed, failed] = [count('Completed'), count('Failed')];
  const unsettled = watched.tasks.length - completed - failed - gone.length;
  if (options.output === 'ndjson') {
    return jsonLine({
      Time: new Date(now).toISOString(),
      Event: 'summary',
      Outcome: end,
      Completed: completed,
      Failed: failed,
      Unsettled: unsettled,
      Missing: missing,
      Gone: gone,
      Seconds: Math.round(elapsedMs / 1000),
    });
  }
  if (watched.tasks.length === 0 && end === 'completed') {
    return 'Nothing is running: there is nothing to wait for.\n';
  }
  const parts = [
    completed > 0 && `${completed} Completed`,
    failed > 0 && `${failed} Failed`,
    unsettled > 0 && `${unsettled} not settled`,
    missing.length > 0 && `no task for ${missing.join(', ')}`,
    gone.length > 0 && `no longer listed, so that nobody can say how it ended: ${gone.join(', ')}`,
  ].filter(Boolean);
  const head = options.isTimedOut ? 'Timed out' : 'Done';
  return `${head} after ${formatDuration(elapsedMs)}: ${parts.join('; ') || 'nothing was found'}.\n`;
}
