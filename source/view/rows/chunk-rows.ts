import {sinceAt} from '../../poll/service-clock.js';
import type {Chunk} from '../../poll/tasks/task-list.js';
import type {TrackedTask} from '../../poll/tasks/tracked-task.js';
import {type Order, rank} from '../../task/order.js';
import {isRunning} from '../../task/store-image-task.js';
import {type ChunkIndex, type IndexedMember, indexOf} from './chunk-index.js';
import {countPlaces, type Hits, hitsSince, NO_HITS, passing, placesOf} from './hits.js';
import {type Kind, kindReader} from './kinds.js';
import type {RowQuery} from './row-query.js';
import type {RowSource} from './row-source.js';

/** What tasks are ordered by, lower first; equal ranks stay newest first. */
export type Rank = number | string;

/** Of a running task in the order by ETA, where the rank changes with time; no other rank is below it. */
export const TIMED = Number.NEGATIVE_INFINITY;

/** What a query makes of one chunk. Rows are counted, not listed: that takes a fraction of the time, and of 100,000 only a page is ever shown. */
export type ChunkRows = {
  readonly chunk: Chunk;

  /** What the search finds since the query's start, hidden by a filter or not. */
  readonly hits: Hits;

  /** How many of the hits there are of each kind, by its place in the chunk's index. */
  readonly found: readonly number[];

  /** How many rows there are of each rank that has any. */
  readonly sizes: readonly (readonly [rank: Rank, size: number])[];
};

export type ChunkReader = {
  /** Called once for every chunk that is new. */
  readonly read: (chunk: Chunk) => ChunkRows;

  /** The kinds of a chunk's tasks as the query sees them, in the order of `found`. */
  readonly kindsOf: (chunk: Chunk) => readonly Kind[];

  /** The rows of a rank, newest first. */
  readonly list: (rows: ChunkRows, rank: Rank) => readonly TrackedTask[];
};

/** Prepares a query once for all chunks. @param hitsIn What the search finds in a chunk. */
export function chunkReader(
  query: RowQuery,
  hitsIn: (chunk: Chunk) => Hits,
  sources: readonly RowSource[],
): ChunkReader {
  const kindOf = kindReader(query, sources);
  const kindsOf = (chunk: Chunk) => {
    const {values, examples} = indexOf(chunk).kinds;
    return values.map((name, id) => kindOf(name, examples[id] as TrackedTask));
  };

  // Each source's tasks are compared with the time of its own service.
  const sinceOf = (source: number) =>
    sinceAt(query, {startOffsetMs: sources[source]?.startOffsetMs ?? 0});
  const hitsOf = (chunk: Chunk) => {
    const sourcesOf = indexOf(chunk).kinds.examples.map(({source}) => source);
    switch (passing(chunk, sourcesOf.map(sinceOf))) {
      case 'none':
        return NO_HITS;
      case 'all':
        return hitsIn(chunk);
      case 'some':
        return hitsSince(chunk, hitsIn(chunk), sinceOf);
    }
  };

  return {
    kindsOf,
    read(chunk) {
      const {kinds} = indexOf(chunk);
      const hits = hitsOf(chunk);
      const found = hits === undefined ? kinds.counts : countPlaces(hits, kinds);
      return {chunk, hits, found, sizes: sizesOf(chunk, hits, found)};
    },
    list({chunk, hits, sizes}, wanted) {
      if (sizes[0]?.[1] === chunk.length) {
        return chunk;
      }

      const index = indexOf(chunk);
      const isIn = kindsOf(chunk).map(kind => kind.isIn);
      const ranked = rankedBy(query.order, index);
      const isWanted = ranksOf(query.order, ranked).map(one => one === wanted);
      return Array.from(
        placesOf(chunk, hits).filter(
          at => isIn[index.kinds.ids[at] as number] && isWanted[ranked.ids[at] as number],
        ),
        at => chunk[at] as TrackedTask,
      );
    },
  };

  function sizesOf(chunk: Chunk, hits: Hits, found: readonly number[]): ChunkRows['sizes'] {
    const {kinds} = indexOf(chunk);
    const isIn = kindsOf(chunk).map(kind => kind.isIn);
    const ranked = rankedBy(query.order, indexOf(chunk));
    const counts =
      ranked === kinds
        ? found.map((count, id) => (isIn[id] ? count : 0))
        : countPlaces(
            placesOf(chunk, hits).filter(at => isIn[kinds.ids[at] as number]),
            ranked,
          );
    const sizes = new Map<Rank, number>();
    for (const [id, place] of ranksOf(query.order, ranked).entries()) {
      const count = counts[id] as number;
      if (count > 0) {
        sizes.set(place, (sizes.get(place) ?? 0) + count);
      }
    }

    return [...sizes];
  }
}

/** What tasks of one rank have in common in an order. */
function rankedBy(order: Order, {kinds, percents}: ChunkIndex): IndexedMember<unknown> {
  return order === 'progress' ? percents() : kinds;
}

/** The rank is computed once for each value (state, percent, bucket), and is that of every task with the value. */
function ranksOf(order: Order, {examples}: IndexedMember<unknown>): readonly Rank[] {
  return examples.map(({task}) => {
    if (order === 'eta') {
      return isRunning(task) ? TIMED : Number.POSITIVE_INFINITY;
    }

    return rank(order, task, [], 0);
  });
}
