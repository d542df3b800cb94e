import type {Problem} from '../view/panels/event-lines.js';
import {type Observed, observed} from './observed.js';

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
