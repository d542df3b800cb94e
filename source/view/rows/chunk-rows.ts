import {type ServiceOffset, sinceAt} from '../../poll/service-clock.js';
import type {Chunk} from '../../poll/tasks/task-list.js';
import type {TrackedTask} from '../../poll/tasks/tracked-task.js';
import {oneOf, type Search, type SearchedTasks} from '../../task/filter.js';
import {type Order, rank} from '../../task/order.js';
import {compileFilters, filtersFor} from '../../task/service-filter.js';
import type {SourceName} from '../../task/source-name.js';
import {isRunning} from '../../task/store-image-task.js';
import {type ChunkIndex, indexOf} from './chunk-index.js';
import type {ChunkRows, Counts} from './row-counts.js';
import type {RowQuery} from './row-query.js';

/** A source, and how far the clock of its service is ahead. */
export type RowSource = SourceName & Partial<ServiceOffset>;

/** What a query makes of a chunk; prepared once, called for every chunk that is new. */
export function chunkReader(
  query: RowQuery,
  search: Search,
  sources: readonly RowSource[],
): (chunk: Chunk) => ChunkRows {
  const {order} = query;
  // Each source's tasks are compared with the time of its own service.
  const afterOf = (source: number) => {
    const {clockOffsetMs = 0, startOffsetMs = 0} = sources[source] ?? {};
    return Math.max(sinceAt(query, {startOffsetMs}) ?? NEVER, search.since(clockOffsetMs) ?? NEVER);
  };
  const isSearching = query.search !== '';
  const fitsState = compileFilters(filtersFor(query.states, []));
  const fitsBucket = compileFilters(filtersFor([], query.buckets));

  return chunk => {
    const index = indexOf(chunk);
    const kinds = index.kinds.examples.map(({task, source}) => {
      const {region = '', profile = ''} = sources[source] ?? {};
      const values = {
        states: task.storeTaskState ?? '',
        buckets: task.bucket ?? '',
        regions: region,
        profiles: profile,
      };
      const fits = {
        states: fitsState(task),
        buckets: fitsBucket(task),
        regions: oneOf(query.regions, region),
        profiles: oneOf(query.profiles, profile),
      };
      const misses = COUNTED.filter(of => !fits[of]);
      return {values, misses};
    });
    // A count applies every filter but its own: a task that two filters hide is in none of the counts.
    const isOut = kinds.map(({misses}) => misses.length > 1);
    const after = index.kinds.examples.map(({source}) => afterOf(source));
    const isIn = kinds.map(({misses}) => misses.length === 0);
    const found = new Uint32Array(kinds.length);
    const kindOf = index.kinds.ids;
    const {starts} = index;
    const matches = isSearching ? search.matcher(searchedTasks(chunk, index, sources)) : undefined;
    const picked = new Uint16Array(chunk.length);
    let count = 0;

    // A chunk lists the newest start first: when even that one is too old, the whole chunk is skipped.
    const isPast = (starts[0] ?? NEVER) < Math.min(...after) && starts.at(-1) !== Infinity;
    for (let at = 0; at < (isPast ? 0 : chunk.length); at++) {
      const kind = kindOf[at] as number;
      if (
        isOut[kind] ||
        (starts[at] as number) < (after[kind] as number) ||
        (matches && !matches(at))
      ) {
        continue;
      }

      (found[kind] as number)++;
      if (isIn[kind]) {
        picked[count++] = at;
      }
    }

    const counts = {
      states: new Map<string, number>(),
      buckets: new Map<string, number>(),
      regions: new Map<string, number>(),
      profiles: new Map<string, number>(),
    };
    for (const [kind, {values, misses}] of kinds.entries()) {
      for (const of of COUNTED) {
        // With every filter but its own applied.
        if (misses.length === 0 || misses[0] === of) {
          add(counts[of], values[of], found[kind] ?? 0);
        }
      }
    }

    return {...rankRows(chunk, index, picked.subarray(0, count), order), counts};
  };
}

const COUNTED = ['states', 'buckets', 'regions', 'profiles'] as const satisfies (keyof Counts)[];

function searchedTasks(
  chunk: Chunk,
  {states, buckets, texts}: ChunkIndex,
  sources: readonly RowSource[],
): SearchedTasks {
  return {
    taskAt: index => (chunk[index] as TrackedTask).task,
    aheadAt: index => sources[(chunk[index] as TrackedTask).source]?.clockOffsetMs ?? 0,
    states: states.values,
    buckets: buckets.values,
    stateOf: states.ids,
    bucketOf: buckets.ids,
    texts,
  };
}

/** The picked tasks of a chunk by rank. A rank is computed once for each value (state, percent, bucket), and is that of every task with the value. */
function rankRows(
  chunk: Chunk,
  index: ChunkIndex,
  picked: Uint16Array,
  order: Order,
): Pick<ChunkRows, 'byRank' | 'timed'> {
  const {examples, ids} = {
    start: index.sources,
    state: index.states,
    progress: index.percents,
    eta: index.states,
    bucket: index.buckets,
  }[order];
  const ranks = examples.map(({task}) => {
    const isTimed = order === 'eta' && isRunning(task);
    // By ETA the rank of a running task changes with time; `orderRows` computes it.
    return isTimed ? TIMED : order === 'eta' ? Infinity : rank(order, task, [], 0);
  });
  const places = [...new Set(ranks)];
  if (places.length === 1 && picked.length === chunk.length) {
    return ranked(places, [chunk]);
  }

  const placeOf = Uint16Array.from(ranks, place => places.indexOf(place));
  const counts = new Uint16Array(places.length);
  for (const at of picked) {
    (counts[placeOf[ids[at] as number] as number] as number)++;
  }

  // Made at their final length: lists that grow leave as much garbage again.
  const lists = Array.from(counts, length => new Array<TrackedTask>(length));
  counts.fill(0);
  for (const at of picked) {
    const place = placeOf[ids[at] as number] as number;
    (lists[place] as TrackedTask[])[(counts[place] as number)++] = chunk[at] as TrackedTask;
  }

  return ranked(places, lists);
}

/** No rank is below it. */
const TIMED = Number.NEGATIVE_INFINITY;

function ranked(
  places: readonly (number | string)[],
  lists: readonly (readonly TrackedTask[])[],
): Pick<ChunkRows, 'byRank' | 'timed'> {
  const byRank = new Map(places.map((place, index) => [place, lists[index] ?? []]));
  const timed = byRank.get(TIMED) ?? [];
  byRank.delete(TIMED);
  return {byRank, timed};
}

/** The counts of all chunks together. */
export function addCounts(all: readonly Counts[]): Counts {
  const sum = (of: keyof Counts) => {
    const total = new Map<string, number>();
    for (const counts of all) {
      for (const [name, count] of counts[of]) {
        add(total, name, count);
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

/** A value that no task has gets no entry. */
function add(counts: Map<string, number>, name: string, count: number): void {
  if (count > 0) {
    counts.set(name, (counts.get(name) ?? 0) + count);
  }
}
