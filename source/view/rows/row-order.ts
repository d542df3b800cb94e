import type {TrackedTask} from '../../poll/tasks/tracked-task.js';
import {rank} from '../../task/order.js';
import {type ChunkReader, type ChunkRows, type Rank, TIMED} from './chunk-rows.js';

/** All rows in their order; only those that are asked for are listed. */
export type RowRuns = {
  readonly total: number;
  readonly slice: (from: number, to: number) => readonly TrackedTask[];

  /** -1 when it isn't among them. */
  readonly indexOf: (tracked: TrackedTask) => number;
};

/** Rows that follow each other. */
type Run = {
  readonly start: number;
  readonly size: number;

  /** `undefined` for those whose order is that of now. */
  readonly from: ChunkRows | undefined;
  readonly list: () => readonly TrackedTask[];
};

/** @param nowOf The time of a source's service, ms since the epoch; only the order by ETA depends on it. */
export function orderRows(
  chunks: readonly ChunkRows[],
  {list}: Pick<ChunkReader, 'list'>,
  nowOf: (source: number) => number,
): RowRuns {
  const byRank = new Map<Rank, Omit<Run, 'start'>[]>();
  for (const from of chunks) {
    for (const [place, size] of from.sizes) {
      const run = {size, from, list: () => list(from, place)};
      const same = byRank.get(place);
      if (same) {
        same.push(run);
      } else {
        byRank.set(place, [run]);
      }
    }
  }

  const timed = byTime(
    (byRank.get(TIMED) ?? []).flatMap(run => run.list()),
    nowOf,
  );
  byRank.set(TIMED, [{size: timed.length, from: undefined, list: () => timed}]);
  return joinRuns([...byRank].sort(([a], [b]) => compare(a, b)).flatMap(([, runs]) => runs));
}

/** Running tasks by the time that they are expected to need. */
function byTime(
  running: readonly TrackedTask[],
  nowOf: (source: number) => number,
): readonly TrackedTask[] {
  return running
    .map(tracked => ({
      tracked,
      place: rank('eta', tracked.task, tracked.samples, nowOf(tracked.source)),
    }))
    .sort((a, b) => compare(a.place, b.place))
    .map(({tracked}) => tracked);
}

function joinRuns(unplaced: readonly Omit<Run, 'start'>[]): RowRuns {
  const runs: Run[] = [];
  let total = 0;
  for (const run of unplaced) {
    runs.push({...run, start: total});
    total += run.size;
  }

  return {
    total,
    slice(from, to) {
      const rows: TrackedTask[] = [];
      for (let index = lastAtMost(runs, from); index < runs.length; index++) {
        const {start, list} = runs[index] as Run;
        if (start >= to) {
          break;
        }

        rows.push(...list().slice(Math.max(0, from - start), to - start));
      }

      return rows;
    },
    indexOf(tracked) {
      const home = runs.find(({from}) => from?.chunk.includes(tracked))?.from;
      for (const {start, from, list} of runs) {
        const found = from === undefined || from === home ? list().indexOf(tracked) : -1;
        if (found !== -1) {
          return start + found;
        }
      }

      return -1;
    },
  };
}

/** Index of the last run that doesn't start above a row; 0 when there is none. */
function lastAtMost(runs: readonly Run[], row: number): number {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((runs[middle] as Run).start <= row) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }

  return Math.max(0, low - 1);
}

function compare(a: Rank, b: Rank): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
