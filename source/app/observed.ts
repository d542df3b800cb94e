/** One value, in a form that React can follow. */
export type Observed<Value> = {
  readonly set: (value: Value) => void;
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => Value;
};

export function observed<Value>(initial: Value): Observed<Value> {
  const listeners = new Set<() => void>();
  let current = initial;
  return {
    set(value) {
      current = value;
      for (const listener of listeners) {
        listener();
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => current,
  };
}
