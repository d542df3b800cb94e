import type {SourceStatus, TrackedTask} from '../poll/snapshot.js';
import type {Chunk} from '../poll/task-list.js';
import {oneOf, type Search} from '../task/filter.js';
import {type Order, rank} from '../task/order.js';
import {isRunning} from '../task/store-image-task.js';
import {type ChunkIndex, indexOf} from './chunk-index.js';
import type {RowQuery} from './visible-rows.js';

/** How many tasks there are of each state, bucket, Region or profile, with every filter but that one applied. */
export type Counts = {
  readonly states: ReadonlyMap<string, number>;
  readonly buckets: ReadonlyMap<string, number>;
  readonly regions: ReadonlyMap<string, number>;
  readonly profiles: ReadonlyMap<string, number>;
};

/** Where the tasks of a source come from. */
export type Origin = Pick<SourceStatus, 'profile' | 'region'>;

/** What a query makes of one chunk. */
export type ChunkRows = {
  /** The rows by rank, each newest first; running tasks apart where their rank changes with time. */
  readonly byRank: ReadonlyMap<number | string, readonly TrackedTask[]>;
  readonly timed: readonly TrackedTask[];
  readonly counts: Counts;
};

/** What a query makes of a chunk; prepared once, called for every chunk that is new. */
export function chunkReader(
  query: RowQuery,
  search: Search,
  origins: readonly Origin[],
): (chunk: Chunk) => ChunkRows {
  const {states, buckets, regions, profiles, order} = query;
  const after = Math.max(query.since ?? NEVER, search.since ?? NEVER);
  const isSearching = query.search !== '';

  return chunk => {
    const index = indexOf(chunk);
    const state = index.states.ids;
    const bucket = index.buckets.ids;
    const source = index.sources.ids;
    const hasState = index.states.values.map(value => oneOf(states, value));
    const hasBucket = index.buckets.values.map(value => oneOf(buckets, value));
    const hasRegion = index.sources.values.map(at => oneOf(regions, origins[at]?.region));
    const hasProfile = index.sources.values.map(at => oneOf(profiles, origins[at]?.profile));
    const counts = {
      states: index.states.values.map(() => 0),
      buckets: index.buckets.values.map(() => 0),
      regions: index.sources.values.map(() => 0),
      profiles: index.sources.values.map(() => 0),
    };
    const {byRank, listOf, ids} = rankLists(order, index);
    const timed: TrackedTask[] = [];
    const isTimed = index.states.examples.map(({task}) => order === 'eta' && isRunning(task));

    // Newest first: whoever looks at the last two hours needn't look at 31 days.
    const isPast = (index.starts[0] ?? NEVER) < after && index.starts.at(-1) !== Infinity;
    for (let at = 0; at < (isPast ? 0 : chunk.length); at++) {
      const s = state[at] ?? 0;
      const b = bucket[at] ?? 0;
      const o = source[at] ?? 0;
      const misses =
        (hasState[s] ? 0 : 1) +
        (hasBucket[b] ? 0 : 1) +
        (hasRegion[o] ? 0 : 1) +
        (hasProfile[o] ? 0 : 1);
      if (misses > 1 || (index.starts[at] ?? NEVER) < after) {
        continue;
      }

      const tracked = chunk[at] as TrackedTask;
      if (isSearching && !search.matches(tracked.task)) {
        continue;
      }

      if (misses === 0) {
        (isTimed[s] ? timed : listOf[ids[at] ?? 0])?.push(tracked);
      }

      add(counts.states, s, misses === 0 || !hasState[s]);
      add(counts.buckets, b, misses === 0 || !hasBucket[b]);
      add(counts.regions, o, misses === 0 || !hasRegion[o]);
      add(counts.profiles, o, misses === 0 || !hasProfile[o]);
    }

    const nameOf = (of: keyof Origin) => index.sources.values.map(at => origins[at]?.[of] ?? '');
    return {
      byRank,
      timed,
      counts: {
        states: sumByName(index.states.values, counts.states),
        buckets: sumByName(index.buckets.values, counts.buckets),
        regions: sumByName(nameOf('region'), counts.regions),
        profiles: sumByName(nameOf('profile'), counts.profiles),
      },
    };
  };
}

/** An empty list for each rank, and which of them a task belongs to. Tasks that have what the order goes by in common have their rank in common. */
function rankLists(order: Order, index: ChunkIndex) {
  const member = {
    start: index.sources,
    state: index.states,
    progress: index.percents,
    eta: index.states,
    bucket: index.buckets,
  }[order];
  const byRank = new Map<number | string, TrackedTask[]>();
  const listOf = member.examples.map(({task}) => {
    // The rank of what runs changes with time; it gets none here.
    const place = order === 'eta' ? Infinity : rank(order, task, [], 0);
    const list = byRank.get(place) ?? [];
    byRank.set(place, list);
    return list;
  });
  return {byRank, listOf, ids: member.ids};
}

/** The counts of all chunks together. */
export function addCounts(all: readonly Counts[]): Counts {
  const sum = (of: keyof Counts) => {
    const total = new Map<string, number>();
    for (const counts of all) {
      for (const [name, count] of counts[of]) {
        total.set(name, (total.get(name) ?? 0) + count);
      }
    }

    return total;
  };

  return {
    states: sum('states'),
    buckets: sum('buckets'),
    regions: sum('regions'),
    profiles: sum('profiles'),
  };
}

const NEVER = Number.NEGATIVE_INFINITY;

function add(counts: number[], at: number, isCounted: boolean): void {
  if (isCounted) {
    counts[at] = (counts[at] ?? 0) + 1;
  }
}

/** Several sources can be of one Region. What isn't there has no count. */
function sumByName(
  names: readonly string[],
  counts: readonly number[],
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const [index, name] of names.entries()) {
    const count = counts[index] ?? 0;
    if (count > 0) {
      sums.set(name, (sums.get(name) ?? 0) + count);
    }
  }

  return sums;
}
