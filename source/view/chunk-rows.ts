import type {SourceStatus, TrackedTask} from '../poll/snapshot.js';
import type {Chunk} from '../poll/task-list.js';
import {oneOf, type Search} from '../task/filter.js';
import {rank} from '../task/order.js';
import {isRunning} from '../task/store-image-task.js';
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

/** A list of rows for each chunk; made once, called for every chunk that is new. */
export function chunkReader(
  {states, buckets, regions, profiles, since, order}: RowQuery,
  search: Search,
  origins: readonly Origin[],
): (chunk: Chunk) => ChunkRows {
  const inRegion = origins.map(({region}) => oneOf(regions, region));
  const inProfile = origins.map(({profile}) => oneOf(profiles, profile));
  const hasManyOrigins = origins.length > 1;
  const after = Math.max(since ?? NEVER, search.since ?? NEVER);

  return chunk => {
    const byRank = new Map<number | string, TrackedTask[]>();
    const timed: TrackedTask[] = [];
    let lastPlace: number | string | undefined;
    let last: TrackedTask[] | undefined;
    const tallies = {states: tally(), buckets: tally(), regions: tally(), profiles: tally()};

    // Newest first: whoever looks at the last two hours needn't look at 31 days.
    const isPast = (chunk[0]?.task.startedAt ?? after) < after && hasStart(chunk.at(-1));
    for (const tracked of isPast ? [] : chunk) {
      const {task, source} = tracked;
      const hasState = oneOf(states, task.storeTaskState);
      const hasBucket = oneOf(buckets, task.bucket);
      const hasRegion = inRegion[source] ?? true;
      const hasProfile = inProfile[source] ?? true;
      const misses =
        Number(!hasState) + Number(!hasBucket) + Number(!hasRegion) + Number(!hasProfile);
      if (misses > 1 || (task.startedAt ?? after) < after || !search.matches(task)) {
        continue;
      }

      if (misses === 0 || !hasState) {
        tallies.states.add(task.storeTaskState ?? '');
      }

      if (misses === 0 || !hasBucket) {
        tallies.buckets.add(task.bucket ?? '');
      }

      if (hasManyOrigins && (misses === 0 || !hasRegion)) {
        tallies.regions.add(origins[source]?.region ?? '');
      }

      if (hasManyOrigins && (misses === 0 || !hasProfile)) {
        tallies.profiles.add(origins[source]?.profile ?? '');
      }

      if (misses > 0) {
        continue;
      }

      if (order === 'eta' && isRunning(task)) {
        timed.push(tracked);
      } else {
        const place = rank(order, task, tracked.samples, 0);
        if (place !== lastPlace || !last) {
          lastPlace = place;
          last = byRank.get(place) ?? [];
          byRank.set(place, last);
        }

        last.push(tracked);
      }
    }

    return {
      byRank,
      timed,
      counts: {
        states: tallies.states.counts(),
        buckets: tallies.buckets.counts(),
        regions: tallies.regions.counts(),
        profiles: tallies.profiles.counts(),
      },
    };
  };
}

/** The counts of all chunks together. */
export function addCounts(all: readonly Counts[]): Counts {
  const add = (of: keyof Counts) => {
    const sum = tally();
    for (const counts of all) {
      for (const [name, count] of counts[of]) {
        sum.add(name, count);
      }
    }

    return sum.counts();
  };

  return {
    states: add('states'),
    buckets: add('buckets'),
    regions: add('regions'),
    profiles: add('profiles'),
  };
}

const NEVER = Number.NEGATIVE_INFINITY;

function hasStart(tracked: TrackedTask | undefined): boolean {
  return tracked?.task.startedAt !== undefined;
}

/** Counts by name, with one look-up a time: it runs for every task that is loaded. */
function tally() {
  const counters = new Map<string, {count: number}>();
  return {
    add(name: string, by = 1) {
      const counter = counters.get(name);
      if (counter) {
        counter.count += by;
      } else {
        counters.set(name, {count: by});
      }
    },
    counts: (): ReadonlyMap<string, number> =>
      new Map(Array.from(counters, ([name, {count}]) => [name, count])),
  };
}
