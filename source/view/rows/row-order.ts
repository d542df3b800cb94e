import type {TrackedTask} from '../../poll/tasks/tracked-task.js';
import {type Order, rank} from '../../task/order.js';
import type {ChunkRows} from './row-counts.js';

/** All rows in their order, kept as the lists that they came in instead of one long copy. */
export type RowRuns = {
  readonly total: number;
  readonly slice: (from: number, to: number) => readonly TrackedTask[];

  /** -1 when it isn't among them. */
  readonly indexOf: (tracked: TrackedTask) => number;
};

/** @param nowOf The time of a source's service, ms since the epoch; only the order by ETA depends on it. */
export function orderRows(
  chunks: readonly ChunkRows[],
  order: Order,
  nowOf: (source: number) => number,
): RowRuns {
  const byRank = new Map<number | string, (readonly TrackedTask[])[]>();
  for (const chunk of chunks) {
    for (const [place, rows] of chunk.byRank) {
      const same = byRank.get(place);
      if (same) {
        same.push(rows);
      } else {
        byRank.set(place, [rows]);
      }
    }
  }

  const settled = [...byRank].sort(([a], [b]) => compare(a, b)).flatMap(([, rows]) => rows);
  const timed = chunks
    .flatMap(chunk => chunk.timed)
    .map(tracked => ({
      tracked,
      place: rank(order, tracked.task, tracked.samples, nowOf(tracked.source)),
    }))
    .sort((a, b) => compare(a.place, b.place))
    .map(({tracked}) => tracked);
  return joinRuns(timed.length > 0 ? [timed, ...settled] : settled);
}

function joinRuns(runs: readonly (readonly TrackedTask[])[]): RowRuns {
  const starts: number[] = [];
  let total = 0;
  for (const run of runs) {
    starts.push(total);
    total += run.length;
  }

  return {
    total,
    slice(from, to) {
      const rows: TrackedTask[] = [];
      for (let index = lastAtMost(starts, from); index < runs.length; index++) {
        const start = starts[index] ?? 0;
        if (start >= to) {
          break;
        }

        rows.push(...(runs[index] ?? []).slice(Math.max(0, from - start), to - start));
      }

      return rows;
    },
    indexOf(tracked) {
      for (const [index, run] of runs.entries()) {
        const found = run.indexOf(tracked);
        if (found !== -1) {
          return (starts[index] ?? 0) + found;
        }
      }

      return -1;
    },
  };
}

/** Index of the last element that isn't above a value; 0 when there is none. */
function lastAtMost(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) <= value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }

  return Math.max(0, low - 1);
}

function compare(a: number | string, b: number | string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
