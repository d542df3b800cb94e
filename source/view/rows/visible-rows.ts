import {serviceNow} from '../../poll/service-clock.js';
import type {Chunk, TaskList} from '../../poll/tasks/task-list.js';
import type {TrackedTask} from '../../poll/tasks/tracked-task.js';
import {compileSearch, type Search, unreadableSearch} from '../../task/filter.js';
import {addCounts, chunkReader, type RowSource} from './chunk-rows.js';
import type {ChunkRows, Counts} from './row-counts.js';
import {orderRows} from './row-order.js';
import type {RowQuery} from './row-query.js';
import {runWithTimeLimit} from './run-with-time-limit.js';

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

/** A query and what it made of each chunk so far. A chunk never changes, so that stays true. */
type Known = {
  readonly search: Search;

  /** Milliseconds since the epoch. */
  readonly madeAt: number;
  readonly read: (chunk: Chunk) => ChunkRows;
  readonly rows: WeakMap<Chunk, ChunkRows>;
};

/** The queries asked for last, the newest at the end: going back to one costs nothing. */
const recent = new Map<string, Known>();
const MAX_RECENT = 8;

/** How far "since 2h" may lag behind. */
const MAX_LAG_MS = 60_000;

/** Ten times what a harmless expression needs for 100,000 tasks. */
const MAX_REGEX_MS = 300;

/**
Selects and orders; cheap to call again: what was computed for an unchanged chunk of the list is reused.
@param now Milliseconds since the epoch by this machine's clock; the order by ETA and `since:` depend on it.
@param sources The sources, by index.
*/
export function visibleRows(
  tasks: TaskList,
  query: RowQuery,
  now: number,
  sources: readonly RowSource[] = [],
): VisibleRows {
  const {known, chunks} = readChunks(tasks, query, now, sources);
  const forward = orderRows(chunks, query.order, source => serviceNow(sources[source], now));
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
    counts: addCounts(chunks.map(({counts}) => counts)),
    search: known.search,
  };
}

function readChunks(
  tasks: TaskList,
  query: RowQuery,
  now: number,
  sources: readonly RowSource[],
): {readonly known: Known; readonly chunks: readonly ChunkRows[]} {
  const name = nameOf(query, sources);
  const before = recent.get(name);
  const isOld = before?.search.isMoving && Math.abs(now - before.madeAt) >= MAX_LAG_MS;
  const known =
    before && !isOld ? before : know(query, compileSearch(query.search, now), now, sources);
  remember(name, known);
  const readAll = () =>
    tasks.chunks.map(chunk => {
      const rows = known.rows.get(chunk) ?? known.read(chunk);
      known.rows.set(chunk, rows);
      return rows;
    });
  const isRisky = known.search.hasRegex && tasks.chunks.some(chunk => !known.rows.has(chunk));
  const read = isRisky ? runWithTimeLimit(MAX_REGEX_MS, readAll) : {result: readAll()};
  if ('result' in read) {
    return {known, chunks: read.result};
  }

  const stopped = know(query, unreadableSearch(PROBLEMS[read.stopped]), now, sources);
  remember(name, stopped);
  return {known: stopped, chunks: []};
}

/** What is said of an expression that was given up; it is not tried again. */
const PROBLEMS = {
  time: 'this regular expression takes too long',
  size: 'this regular expression is too large',
} as const;

function know(query: RowQuery, search: Search, now: number, sources: readonly RowSource[]): Known {
  return {search, madeAt: now, read: chunkReader(query, search, sources), rows: new WeakMap()};
}

function remember(name: string, known: Known): void {
  recent.delete(name);
  recent.set(name, known);
  const [oldest] = recent.keys();
  if (recent.size > MAX_RECENT && oldest !== undefined) {
    recent.delete(oldest);
  }
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
