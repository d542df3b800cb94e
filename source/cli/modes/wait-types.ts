import type {TaskStore} from '../../poll/snapshot.js';
import type {WaitOptions, WaitResult} from '../../report/watch/wait.js';
import type {OpenSources} from './open-sources.js';

/** A wait that can begin. */
export type Wait = WaitOptions & {
  readonly store: TaskStore;
  readonly sources: OpenSources['sources'];
};

/** How a wait came to its end; a number is the exit code of one that was left before. */
export type WaitLeft = WaitResult | number;
