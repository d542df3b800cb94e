import type {TrackedTask} from '../../poll/tasks/tracked-task.js';

/** How many tasks there are of each state, bucket, Region or profile, with every filter but that one applied. */
export type Counts = {
  readonly states: ReadonlyMap<string, number>;
  readonly buckets: ReadonlyMap<string, number>;
  readonly regions: ReadonlyMap<string, number>;
  readonly profiles: ReadonlyMap<string, number>;
};

/** What a query makes of one chunk. */
export type ChunkRows = {
  /** The rows by rank, each newest first; running tasks apart where their rank changes with time. */
  readonly byRank: ReadonlyMap<number | string, readonly TrackedTask[]>;
  readonly timed: readonly TrackedTask[];
  readonly counts: Counts;
};
