import type {TrackedTask} from '../../poll/tasks/tracked-task.js';
import {formatAgo, formatDuration} from '../../task/format.js';

type NowOf = (source: number) => number;

/**
What to tell of AMIs whose task is still to be found, at the first answer.
@param latest Their newest tasks that count.
@param appearMs How long they are waited for, ms.
@param nowOf The time of a source's service, ms since the epoch.
*/
export function waitingNotes(
  open: Iterable<string>,
  latest: ReadonlyMap<string, TrackedTask | undefined>,
  appearMs: number,
  nowOf: NowOf,
): readonly string[] {
  const limit = formatDuration(appearMs);
  const without: string[] = [];
  const sentences: string[] = [];
  for (const amiId of open) {
    const last = latest.get(amiId);
    if (last) {
      sentences.push(
        `The last task of ${amiId} (${describe(last, nowOf)}) may be an earlier one. Waiting ${limit} for a newer one (--appear); without one it counts.`,
      );
    } else {
      without.push(amiId);
    }
  }
  return without.length > 0
    ? [`No task yet for ${without.join(', ')}. Waiting ${limit} for one (--appear).`, ...sentences]
    : sentences;
}

/** What to tell of an AMI whose last task is judged, because no newer one has shown up. */
export function lastNote(amiId: string, last: TrackedTask, nowOf: NowOf): string {
  return `No newer task of ${amiId} has shown up: the last one (${describe(last, nowOf)}) counts.`;
}

/** What to tell of an AMI that has shown no task in time; the parameters are those of `waitingNotes`. */
export function missingNote(
  amiId: string,
  [latest]: readonly TrackedTask[],
  appearMs: number,
  nowOf: NowOf,
): string {
  const last = latest
    ? ` Its last one (${describe(latest, nowOf)}) doesn't count: give --since or other filters if it should.`
    : '';
  return `No task for ${amiId} within ${formatDuration(appearMs)} (--appear).${last}`;
}

function describe({task, source}: TrackedTask, nowOf: NowOf): string {
  const start =
    task.startedAt === undefined ? '' : `, started ${formatAgo(nowOf(source) - task.startedAt)}`;
  return `${task.storeTaskState ?? 'without a state'}${start}`;
}
