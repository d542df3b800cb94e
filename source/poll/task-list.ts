import type {TrackedTask} from './snapshot.js';

/**
An immutable list of tasks, newest first, in chunks: a change copies one chunk and the list of chunks, so its cost doesn't grow with 31 days of history, and what was computed for an untouched chunk stays valid (cache by the chunk's identity).
*/
export type TaskList = {
  readonly size: number;
  readonly chunks: readonly (readonly TrackedTask[])[];
  readonly get: (key: string) => TrackedTask | undefined;
};
