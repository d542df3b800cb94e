import type {TrackedTask} from './tracked-task.js';

/**
An immutable list of tasks, newest first, in chunks: a change copies one chunk and the list of chunks, so its cost doesn't grow with 31 days of history, and what was computed for an untouched chunk stays valid (cache by the chunk's identity).
*/
export type TaskList = {
  readonly size: number;

  /** Where the tasks are whose start isn't the one in their key: it was filled in later. By key, ms since the epoch. */
  readonly places: ReadonlyMap<string, number>;
  readonly chunks: readonly Chunk[];
  readonly get: (key: string) => TrackedTask | undefined;
};

export type Chunk = readonly TrackedTask[];

/** What a chunk is split at. Copying so many pointers costs less than a microsecond. */
const MAX_CHUNK = 512;

/** The part of a key that decides the order; see `taskIdentity`. Tasks without a start sort last. */
function startOfKey(key: string): number {
  const text = key.slice(key.lastIndexOf('\n') + 1);
  const start = Number(text);
  return text === '' || Number.isNaN(start) ? Number.NEGATIVE_INFINITY : start;
}

function startOf(tracked: TrackedTask): number {
  return tracked.task.startedAt ?? Number.NEGATIVE_INFINITY;
}

/** Negative when (start, key) comes before the task: newest first, then by key so that the order is total. */
function compareTo(start: number, key: string, tracked: TrackedTask): number {
  const other = startOf(tracked);
  if (start !== other) {
    return start > other ? -1 : 1;
  }

  return key === tracked.key ? 0 : key < tracked.key ? -1 : 1;
}

/** Index of the first element that doesn't come before (start, key). */
function search<T>(
  items: readonly T[],
  start: number,
  key: string,
  of: (item: T) => TrackedTask,
): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareTo(start, key, of(items[middle] as T)) > 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }

  return low;
}

/** Where (start, key) is or belongs: the chunk, the index in it, and the task if it is there. */
function locate(chunks: readonly Chunk[], key: string, start: number) {
  const chunk = Math.min(
    search(chunks, start, key, items => items.at(-1) as TrackedTask),
    Math.max(chunks.length - 1, 0),
  );
  const items = chunks[chunk] ?? [];
  const index = search(items, start, key, item => item);
  const found = items[index];
  return {chunk, index, found: found?.key === key ? found : undefined};
}

function taskList(
  chunks: readonly Chunk[],
  size: number,
  places: ReadonlyMap<string, number>,
): TaskList {
  return {size, places, chunks, get: key => locate(chunks, key, placeOf(places, key)).found};
}

function placeOf(places: ReadonlyMap<string, number>, key: string): number {
  return places.get(key) ?? startOfKey(key);
}

export const EMPTY_TASK_LIST: TaskList = taskList([], 0, new Map());

/**
A new list with some tasks put in (replacing those of the same key) and some keys removed. Returns the same list when there is nothing to do.
*/
export function updateTaskList(
  list: TaskList,
  put: Iterable<TrackedTask>,
  removed: Iterable<string> = [],
): TaskList {
  const chunks: Chunk[] = [...list.chunks];
  const owned = new Set<Chunk>();
  let {size} = list;

  const own = (index: number): TrackedTask[] => {
    const chunk = chunks[index] ?? [];
    if (owned.has(chunk)) {
      return chunk as TrackedTask[];
    }

    const copy = [...chunk];
    owned.add(copy);
    chunks[index] = copy;
    return copy;
  };

  let {places} = list;
  const place = (key: string, start: number | undefined) => {
    if (start !== places.get(key)) {
      const copy = new Map(places);
      if (start === undefined) {
        copy.delete(key);
      } else {
        copy.set(key, start);
      }

      places = copy;
    }
  };

  const remove = (key: string) => {
    const {chunk, index, found} = locate(chunks, key, placeOf(places, key));
    if (found) {
      const items = own(chunk);
      items.splice(index, 1);
      size -= 1;
      if (items.length === 0) {
        chunks.splice(chunk, 1);
      }
    }
  };

  for (const tracked of put) {
    const start = startOf(tracked);
    if (start !== placeOf(places, tracked.key)) {
      remove(tracked.key);
      place(tracked.key, start === startOfKey(tracked.key) ? undefined : start);
    }

    const {chunk, index, found} = locate(chunks, tracked.key, start);
    if (found === tracked) {
      continue;
    }

    const items = own(chunk);
    items.splice(index, found ? 1 : 0, tracked);
    size += found ? 0 : 1;
    if (items.length > MAX_CHUNK) {
      const tail = items.splice(items.length >>> 1);
      owned.add(tail);
      chunks.splice(chunk + 1, 0, tail);
    }
  }

  for (const key of removed) {
    remove(key);
    place(key, undefined);
  }

  return owned.size === 0 ? list : taskList(chunks, size, places);
}

/** The tasks that started after a moment, newest first, without looking at the rest. */
export function* startedAfter(list: TaskList, moment: number): Generator<TrackedTask> {
  for (const chunk of list.chunks) {
    for (const tracked of chunk) {
      if (startOf(tracked) <= moment) {
        return;
      }

      yield tracked;
    }
  }
}

/** The tasks that started before a moment, oldest first, without looking at the rest. */
export function* startedBefore(list: TaskList, moment: number): Generator<TrackedTask> {
  for (let chunk = list.chunks.length - 1; chunk >= 0; chunk--) {
    const items = list.chunks[chunk] as Chunk;
    for (let index = items.length - 1; index >= 0; index--) {
      const tracked = items[index] as TrackedTask;
      if (startOf(tracked) >= moment) {
        return;
      }

      yield tracked;
    }
  }
}
