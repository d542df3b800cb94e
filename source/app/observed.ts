import type {Problem} from '../view/panels/event-lines.js';

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

/** How many problems are kept, the newest ones. */
const MAX_PROBLEMS = 100;

/** What went wrong beside the polling: oldest first; the same list until one is added. */
export type ProblemLog = Omit<Observed<readonly Problem[]>, 'set'> & {
  readonly add: (problem: Problem) => void;
};

export function createProblemLog(): ProblemLog {
  const {set, subscribe, getSnapshot} = observed<readonly Problem[]>([]);
  return {
    add: problem => set([...getSnapshot(), problem].slice(-MAX_PROBLEMS)),
    subscribe,
    getSnapshot,
  };
}
