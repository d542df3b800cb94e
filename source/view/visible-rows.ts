import type {TrackedTask} from '../poll/snapshot.js';
import type {Chunk, TaskList} from '../poll/task-list.js';
import {compileSearch, oneOf} from '../task/filter.js';
import {type Order, rank} from '../task/order.js';
import {isRunning} from '../task/store-image-task.js';

/** What decides which tasks are shown, and in what order. Empty lists and texts mean all. */
export type RowQuery = {
  readonly states: readonly string[];
  readonly buckets: readonly string[];
  readonly search: string;

  /** Only tasks that started at or after this (ms since the epoch). */
  readonly since: number | undefined;
  readonly order: Order;
  readonly isReversed: boolean;
};

/** The rows of a query, without making a list of all of them. */
export type VisibleRows = {
  readonly total: number;
  readonly slice: (from: number, to: number) => readonly TrackedTask[];

  /** -1 when the task isn't among them. */
  readonly indexOf: (key: string) => number;

  /** Tasks per state, with every filter but the state's applied. */
  readonly stateCounts: ReadonlyMap<string, number>;

  /** Tasks per bucket, with every filter but the bucket's applied. */
  readonly bucketCounts: ReadonlyMap<string, number>;
};

/** What a query makes of one chunk. */
type ChunkRows = {
  /** The rows by rank, each newest first; running tasks apart where their rank changes with time. */
  readonly byRank: ReadonlyMap<number | string, readonly TrackedTask[]>;
  readonly timed: readonly TrackedTask[];
  readonly stateCounts: ReadonlyMap<string, number>;
  readonly bucketCounts: ReadonlyMap<string, number>;
};

/** Chunks by query. A chunk never changes, so what was made of it stays true. */
let cache: {readonly name: string; readonly rows: WeakMap<Chunk, ChunkRows>} | undefined;

/**
Selects and orders; cheap to call again: what was computed for an unchanged chunk of the list is reused.
@param now Milliseconds since the epoch; the order by ETA depends on it.
*/
export function visibleRows(tasks: TaskList, query: RowQuery, now: number): VisibleRows {
  const name = JSON.stringify({...query, isReversed: undefined});
  if (cache?.name !== name) {
    cache = {name, rows: new WeakMap()};
  }

  const {rows} = cache;
  const matches = compileSearch(query.search);
  const chunks = tasks.chunks.map(chunk => {
    const known = rows.get(chunk);
    const made = known ?? chunkRows(chunk, query, matches);
    if (!known) {
      rows.set(chunk, made);
    }

    return made;
  });

  const segments = inOrder(chunks, query.order, now);
  const starts: number[] = [];
  let total = 0;
  for (const segment of segments) {
    starts.push(total);
    total += segment.length;
  }

  const sliceForward = (from: number, to: number) => {
    const result: TrackedTask[] = [];
    for (const [index, segment] of segments.entries()) {
      const start = starts[index] ?? 0;
      if (start < to && start + segment.length > from) {
        result.push(...segment.slice(Math.max(0, from - start), to - start));
      }
    }

    return result;
  };

  return {
    total,
    slice(from, to) {
      const first = Math.max(0, from);
      const last = Math.min(total, to);
      return query.isReversed
        ? sliceForward(total - last, total - first).reverse()
        : sliceForward(first, last);
    },
    indexOf(key) {
      const tracked = tasks.get(key);
      if (!tracked) {
        return -1;
      }

      for (const [index, segment] of segments.entries()) {
        const found = segment.indexOf(tracked);
        if (found !== -1) {
          const at = (starts[index] ?? 0) + found;
          return query.isReversed ? total - 1 - at : at;
        }
      }

      return -1;
    },
    stateCounts: added(chunks.map(chunk => chunk.stateCounts)),
    bucketCounts: added(chunks.map(chunk => chunk.bucketCounts)),
  };
}

function chunkRows(
  chunk: Chunk,
  {states, buckets, since, order}: RowQuery,
  matches: ReturnType<typeof compileSearch>,
): ChunkRows {
  const byRank = new Map<number | string, TrackedTask[]>();
  const timed: TrackedTask[] = [];
  const stateCounts = new Map<string, number>();
  const bucketCounts = new Map<string, number>();
  for (const tracked of chunk) {
    const {task} = tracked;
    if ((since !== undefined && (task.startedAt ?? since) < since) || !matches(task)) {
      continue;
    }

    const hasState = oneOf(states, task.storeTaskState);
    const hasBucket = oneOf(buckets, task.bucket);
    if (hasBucket) {
      count(stateCounts, task.storeTaskState ?? '', 1);
    }

    if (hasState) {
      count(bucketCounts, task.bucket ?? '', 1);
    }

    if (!hasState || !hasBucket) {
      continue;
    }

    if (order === 'eta' && isRunning(task)) {
      timed.push(tracked);
    } else {
      const place = rank(order, task, tracked.samples, 0);
      const same = byRank.get(place);
      if (same) {
        same.push(tracked);
      } else {
        byRank.set(place, [tracked]);
      }
    }
  }

  return {byRank, timed, stateCounts, bucketCounts};
}

/** The chunks' rows as runs that only have to be put one after the other. */
function inOrder(
  chunks: readonly ChunkRows[],
  order: Order,
  now: number,
): readonly (readonly TrackedTask[])[] {
  const ranks = new Set(chunks.flatMap(chunk => [...chunk.byRank.keys()]));
  const sorted = [...ranks].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const settled = sorted.flatMap(place => chunks.flatMap(chunk => [chunk.byRank.get(place) ?? []]));
  const timed = chunks.flatMap(chunk => chunk.timed);
  if (timed.length === 0) {
    return settled;
  }

  const ranked = timed.map(tracked => ({
    tracked,
    place: rank(order, tracked.task, tracked.samples, now) as number,
  }));
  ranked.sort((a, b) => (a.place === b.place ? 0 : a.place - b.place));
  return [ranked.map(({tracked}) => tracked), ...settled];
}

function count(counts: Map<string, number>, name: string, by: number): void {
  counts.set(name, (counts.get(name) ?? 0) + by);
}

function added(all: readonly ReadonlyMap<string, number>[]): ReadonlyMap<string, number> {
  const sum = new Map<string, number>();
  for (const counts of all) {
    for (const [name, by] of counts) {
      count(sum, name, by);
    }
  }

  return sum;
}
