import {serviceNow} from '../../poll/service-clock.js';
import type {Chunk, TaskList} from '../../poll/tasks/task-list.js';
import type {TrackedTask} from '../../poll/tasks/tracked-task.js';
import type {Search} from '../../task/filter.js';
import {type ChunkReader, type ChunkRows, chunkReader} from './chunk-rows.js';
import type {Kind} from './kinds.js';
import {keepRecent, oncePerChunk, type PerChunk} from './recent.js';
import {type Counts, countKinds} from './row-counts.js';
import {orderRows} from './row-order.js';
import type {RowQuery} from './row-query.js';
import type {RowSource} from './row-source.js';
import {runWithTimeLimit} from './run-with-time-limit.js';
import {giveUp, type SearchHits, searchFor} from './search-hits.js';

/** The rows of a query, without making a list of all of them. */
export type VisibleRows = {
  readonly total: number;
  readonly slice: (from: number, to: number) => readonly TrackedTask[];

  /** -1 when the task isn't among them. */
  readonly indexOf: (key: string) => number;

  /** Tasks per state and so on, with every filter but that one applied. */
  readonly counts: Counts;

  /** What is searched for; with a problem nothing fits. */
  readonly search: Search;
};

/** A query and what it made of each chunk so far. */
type Known = {
  readonly found: SearchHits;
  readonly reader: ChunkReader;
  readonly rows: PerChunk<ChunkRows>;
};

/** Going back to a query costs nothing. */
const recent = keepRecent<Known>(8);

/** Ten times what a harmless expression needs for 100,000 tasks. */
const MAX_REGEX_MS = 300;

/**
Selects and orders; cheap to call again: what was computed for an unchanged chunk of the list is reused.
@param now Milliseconds since the epoch by this machine's clock; the order by ETA and `since:` depend on it.
@param sources The sources, by index.
@param maxRegexMs How long a regular expression may take for all tasks, in ms.
*/
export function visibleRows(
  tasks: TaskList,
  query: RowQuery,
  now: number,
  sources: readonly RowSource[] = [],
  maxRegexMs: number = MAX_REGEX_MS,
): VisibleRows {
  const {known, chunks} = readChunks(tasks, query, now, sources, maxRegexMs);
  const {reader, found} = known;
  const forward = orderRows(chunks, reader, source => serviceNow(sources[source], now));
  const {total} = forward;
  return {
    total,
    slice(from, to) {
      const first = Math.max(0, from);
      const last = Math.min(total, to);
      return query.isReversed
        ? forward.slice(total - last, total - first).toReversed()
        : forward.slice(first, last);
    },
    indexOf(key) {
      const tracked = tasks.get(key);
      const at = tracked ? forward.indexOf(tracked) : -1;
      return query.isReversed && at !== -1 ? total - 1 - at : at;
    },
    counts: countKinds(foundByKind(chunks, reader)),
    search: found.search,
  };
}

function foundByKind(
  chunks: readonly ChunkRows[],
  {kindsOf}: ChunkReader,
): ReadonlyMap<Kind, number> {
  const all = new Map<Kind, number>();
  for (const {chunk, found} of chunks) {
    for (const [id, kind] of kindsOf(chunk).entries()) {
      all.set(kind, (all.get(kind) ?? 0) + (found[id] as number));
    }
  }

  return all;
}

function readChunks(
  tasks: TaskList,
  query: RowQuery,
  now: number,
  sources: readonly RowSource[],
  maxRegexMs: number,
): {readonly known: Known; readonly chunks: readonly ChunkRows[]} {
  const known = know(query, searchFor(query.search, now, sources), sources);
  const {rows, found} = known;
  const readAll = () => tasks.chunks.map(rows.get);
  const isNew = (chunk: Chunk) => !rows.has(chunk);
  const isRisky = found.search.hasRegex && tasks.chunks.some(isNew);
  const read = isRisky ? runWithTimeLimit(maxRegexMs, readAll) : {result: readAll()};
  return 'result' in read
    ? {known, chunks: read.result}
    : {
        known: know(query, giveUp(query.search, now, sources, PROBLEMS[read.stopped]), sources),
        chunks: [],
      };
}

/** What is said of an expression that was given up. */
const PROBLEMS = {
  time: 'this regular expression takes too long',
  size: 'this regular expression is too large',
} as const;

function know(query: RowQuery, found: SearchHits, sources: readonly RowSource[]): Known {
  const name = nameOf(query, sources);
  const before = recent.get(name);
  if (before?.found === found) {
    return before;
  }

  const reader = chunkReader(query, found.hits.get, sources);
  const known = {found, reader, rows: oncePerChunk(reader.read)};
  recent.set(name, known);
  return known;
}

function nameOf(query: RowQuery, sources: readonly RowSource[]): string {
  return JSON.stringify([
    {...query, isReversed: undefined},
    sources.map(({profile, region, clockOffsetMs, startOffsetMs}) => [
      profile,
      region,
      clockOffsetMs,
      startOffsetMs,
    ]),
  ]);
}
