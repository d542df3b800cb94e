import {ONE_ANSWER_BUDGET} from '../../poll/pace/token-bucket.js';
import {formatDuration} from '../../task/format.js';
import {TASK_WINDOW_MS} from '../../task/store-image-task.js';
import type {Seen} from './fetch-page.js';

export type Asked = {
  /** The time of the service, ms since the epoch. */
  readonly now: number;

  /** Earlier tasks aren't asked for, ms since the epoch. */
  readonly since?: number | undefined;
  readonly maxItems: number | undefined;
};

/** Says why an answer takes longer from here on, and about how long. */
export function paceNote(seen: Seen, asked: Asked): string {
  const {manualReserve, refillPerSecond} = ONE_ANSWER_BUDGET;
  const told = `EC2 gives an account ${manualReserve} of these requests at once, and they are used up. From here on one is sent every ${1 / refillPerSecond} s`;
  const time = (requests: number) =>
    formatDuration((Math.max(1, Math.ceil(requests)) / refillPerSecond) * 1000);
  const counted = countedRequests(seen, asked);
  const guessed = guessedRequests(seen, asked);
  if (counted !== undefined && counted <= (guessed ?? counted)) {
    return `${told}, for about ${time(counted)}.`;
  }
  return guessed === undefined
    ? `${told}.`
    : `${told}; where earlier days are as busy, that takes about ${time(guessed)}.`;
}

/** How many requests are still to come: those of the AMI IDs, or what --max-items leaves of tasks like those so far. */
function countedRequests(
  {requests, allRequests, tasks}: Seen,
  {maxItems}: Asked,
): number | undefined {
  if (allRequests !== undefined) {
    return allRequests - requests;
  }
  return maxItems === undefined || tasks === 0
    ? undefined
    : (requests * Math.max(0, maxItems - tasks)) / tasks;
}

/** The same by the time that the tasks so far cover of all that the service lists. */
function guessedRequests({requests, earliestAt}: Seen, {now, since}: Asked): number | undefined {
  const start = Math.max(now - TASK_WINDOW_MS, since ?? Number.NEGATIVE_INFINITY);
  const covered = now - earliestAt;
  return covered > 0 ? (requests * Math.max(0, now - start - covered)) / covered : undefined;
}
