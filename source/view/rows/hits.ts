import type {Chunk} from '../../poll/tasks/task-list.js';
import type {TrackedTask} from '../../poll/tasks/tracked-task.js';
import type {Marks} from '../../task/filter.js';
import type {IndexedMember} from './chunk-index.js';

/** Which tasks of a chunk fit, as their places in their order; `undefined`: all of them. */
export type Hits = Uint16Array | undefined;

export const NO_HITS: Hits = new Uint16Array(0);

/** The places of what is marked. */
export function hitsOf(marks: Marks): Hits {
  let count = 0;
  for (let at = 0; at < marks.length; at++) {
    count += marks[at] as number;
  }

  if (count === marks.length) {
    return undefined;
  }

  const hits = new Uint16Array(count);
  let next = 0;
  for (let at = 0; next < count; at++) {
    if (marks[at] === 1) {
      hits[next++] = at;
    }
  }

  return hits;
}

/** The places of the hits, also where they are all of the chunk. */
export function placesOf(chunk: Chunk, hits: Hits): Uint16Array {
  return hits ?? new Uint16Array(chunk.length).map((_, at) => at);
}

/** How many of some places there are of each value of a member. */
export function countPlaces(
  places: Uint16Array,
  {ids, values}: Pick<IndexedMember<unknown>, 'ids' | 'values'>,
): readonly number[] {
  const counts = new Array<number>(values.length).fill(0);
  for (let index = 0; index < places.length; index++) {
    (counts[ids[places[index] as number] as number] as number)++;
  }

  return counts;
}

/** Those of the hits that started since a moment of their own source. @param sinceOf Milliseconds since the epoch; `undefined`: no limit. */
export function hitsSince(
  chunk: Chunk,
  hits: Hits,
  sinceOf: (source: number) => number | undefined,
): Hits {
  return placesOf(chunk, hits).filter(at => {
    const {task, source} = chunk[at] as TrackedTask;
    return (task.startedAt ?? UNKNOWN) >= (sinceOf(source) ?? NEVER);
  });
}

/**
Whether a limit lets all tasks of a chunk pass, or none, or whether each has to be looked at. A chunk lists the newest start first, and unknown ones last.
@param limits Of the sources that there are in the chunk, ms since the epoch; `undefined`: no limit.
*/
export function passing(
  chunk: Chunk,
  limits: readonly (number | undefined)[],
): 'all' | 'none' | 'some' {
  if (limits.every(limit => limit === undefined)) {
    return 'all';
  }

  const newest = chunk[0]?.task.startedAt ?? UNKNOWN;
  const oldest = chunk.at(-1)?.task.startedAt;
  const known = limits.map(limit => limit ?? NEVER);
  if (oldest === undefined) {
    return 'some';
  }

  return oldest >= Math.max(...known) ? 'all' : newest < Math.min(...known) ? 'none' : 'some';
}

/** A task without a readable start may have started at any time. */
const UNKNOWN = Number.POSITIVE_INFINITY;
const NEVER = Number.NEGATIVE_INFINITY;
