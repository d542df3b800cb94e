import type {StoreImageTask} from '../../task/store-image-task.js';
import type {SinceLimit} from '../service-clock.js';
import type {Scope} from '../snapshot.js';
import type {Novelty, TaskLedger} from '../tasks/task-ledger.js';
import type {PollSession} from './poll-session.js';
import type {Ask} from './request.js';
import type {List} from './task-lists.js';

/** What every way of polling knows of its source. */
export type PolledSource = {
  readonly source: number;
  readonly ledger: TaskLedger;

  /** The service's time, ms since the epoch. */
  readonly now: () => number;
  readonly monotonic: () => number;
};

/** `disorder`: the list turned out not to come newest first, so that the next poll must read all of it. */
export type PageOutcome = 'read' | 'disorder';

/** What is asked of a source: all its tasks, or those of given AMIs. */
export type PollStrategy = {
  /** Whether tasks that started since the last poll are still to be read. */
  readonly isBehind: boolean;

  /** False once an answer has shown another order than newest first. */
  readonly isNewestFirst: boolean;

  /**
  How long to wait between polls.
  @param askedMs The interval that the user wants, ms.
  @param isCalm Whether the source has answered and still does.
  @returns The interval that this way of polling wants (ms), and whether nothing is going on, so that it may be longer still.
  */
  wantedInterval(askedMs: number, isCalm: boolean): {readonly ms: number; readonly isIdle: boolean};

  /** What a task that is not known yet is. */
  noveltyOf(task: StoreImageTask): Novelty;

  /** Brings what is known up to date. @throws {Ec2Error} when a request fails; what came before it is kept. */
  poll(session: PollSession): Promise<void>;

  /** Everything of the scope that started after this is known (ms since the epoch); -Infinity: all of it. */
  loadedBackTo(scope: Scope): number;

  /** The lists of which all is known that started within the limit. */
  wholeLists(limit: SinceLimit): readonly List[];

  /** Reads one more older page of the scope, if there is one. @throws {Ec2Error} */
  loadPage(scope: Scope, ask: Ask): Promise<PageOutcome>;
};
