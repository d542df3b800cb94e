import type {Chunk} from '../../poll/tasks/task-list.js';

/** What is made of each chunk once: a chunk never changes, so it stays true. Forgotten with the chunk. */
export type PerChunk<Value> = {
  readonly get: (chunk: Chunk) => Value;
  readonly has: (chunk: Chunk) => boolean;
};

export function oncePerChunk<Value extends object | undefined>(
  make: (chunk: Chunk) => Value,
): PerChunk<Value> {
  const known = new WeakMap<Chunk, Value>();
  return {
    get(chunk) {
      const before = known.get(chunk);
      if (before !== undefined || known.has(chunk)) {
        return before as Value;
      }

      const value = make(chunk);
      known.set(chunk, value);
      return value;
    },
    has: chunk => known.has(chunk),
  };
}

/** The values that were used last, by name. */
export type Recent<Value> = {
  readonly get: (name: string) => Value | undefined;
  readonly set: (name: string, value: Value) => void;
};

export function keepRecent<Value>(most: number): Recent<Value> {
  // The newest at the end.
  const values = new Map<string, Value>();
  const set = (name: string, value: Value) => {
    values.delete(name);
    values.set(name, value);
    const [oldest] = values.keys();
    if (values.size > most && oldest !== undefined) {
      values.delete(oldest);
    }
  };

  return {
    set,
    get(name) {
      const value = values.get(name);
      if (value !== undefined) {
        set(name, value);
      }

      return value;
    },
  };
}
