import type {Chunk} from '../../poll/tasks/task-list.js';
import type {TrackedTask} from '../../poll/tasks/tracked-task.js';
import {type JoinedTexts, joinTexts} from '../../task/filter.js';

/** One member of every task of a chunk: the values there are, and for each task which of them it has. */
export type IndexedMember<Value> = {
  readonly values: readonly Value[];

  /** A task that has the value, by the value's place. */
  readonly examples: readonly TrackedTask[];

  /** How many tasks have the value, by its place. */
  readonly counts: readonly number[];
  readonly ids: Uint16Array;
};

/** What filters, counts and orders go by. Looking into 100,000 tasks costs far more than looking at as many small numbers side by side. */
export type ChunkIndex = {
  /** Tasks of one kind have state, bucket and source in common, and so pass the same filters and have most ranks in common. */
  readonly kinds: IndexedMember<string>;

  /** For the order by progress; made when it is asked for. */
  readonly percents: () => IndexedMember<number | undefined>;

  /** For searches; made at the first one. */
  readonly texts: () => JoinedTexts;
};

/** A chunk never changes, and neither does its index. */
const known = new WeakMap<Chunk, ChunkIndex>();

export function indexOf(chunk: Chunk): ChunkIndex {
  const before = known.get(chunk);
  if (before) {
    return before;
  }

  let percents: IndexedMember<number | undefined> | undefined;
  let texts: JoinedTexts | undefined;
  const index: ChunkIndex = {
    kinds: indexMember(
      chunk,
      ({task, source}) => `${source} ${task.storeTaskState ?? ''}\n${task.bucket ?? ''}`,
    ),
    percents() {
      percents ??= indexMember(chunk, ({task}) => task.progressPercentage);
      return percents;
    },
    texts() {
      texts ??= joinTexts(chunk.map(({task}) => task));
      return texts;
    },
  };
  known.set(chunk, index);
  return index;
}

function indexMember<Value>(
  chunk: Chunk,
  read: (tracked: TrackedTask) => Value,
): IndexedMember<Value> {
  const places = new Map<Value, number>();
  const examples: TrackedTask[] = [];
  const counts: number[] = [];
  const ids = new Uint16Array(chunk.length);
  for (const [index, tracked] of chunk.entries()) {
    const value = read(tracked);
    let id = places.get(value);
    if (id === undefined) {
      id = places.size;
      places.set(value, id);
      examples.push(tracked);
      counts.push(0);
    }

    ids[index] = id;
    (counts[id] as number)++;
  }

  return {values: [...places.keys()], examples, counts, ids};
}
