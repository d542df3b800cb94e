import type {Problem} from '../view/event-lines.js';

/** How many problems are kept, the newest ones. */
const MAX_PROBLEMS = 100;

/** What went wrong beside the polling, in a form that React can follow. */
export type ProblemLog = {
  readonly add: (problem: Problem) => void;
  readonly subscribe: (listener: () => void) => () => void;

  /** Oldest first; the same list until one is added. */
  readonly getSnapshot: () => readonly Problem[];
};

export function createProblemLog(): ProblemLog {
  const listeners = new Set<() => void>();
  let problems: readonly Problem[] = [];
  return {
    add(problem) {
      problems = [...problems, problem].slice(-MAX_PROBLEMS);
      for (const listener of listeners) {
        listener();
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => problems,
  };
}
