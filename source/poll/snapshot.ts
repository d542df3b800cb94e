import type {Ec2ErrorKind} from '../ec2/errors.js';
import type {SourceName} from '../task/source-name.js';
import type {IntervalReason} from './pace/pace.js';
import type {Priority} from './pace/token-bucket.js';
import type {ServiceOffset, SinceLimit} from './service-clock.js';
import type {EventHistory} from './tasks/event-log.js';
import type {TaskList} from './tasks/task-list.js';

/** Whether a source has ever answered. */
export type DataStatus = 'pending' | 'ready';

/** What a source is doing. `waiting`: for its next poll. `budget`: for the request budget. */
export type FetchStatus = 'idle' | 'fetching' | 'waiting' | 'budget' | 'paused';

export type SourceError = {
  readonly kind: Ec2ErrorKind;
  readonly code: string | undefined;

  /** One clean sentence. */
  readonly message: string;

  /** When the first failure of the row happened. */
  readonly since: number;

  /** Failures in a row. */
  readonly count: number;

  /** Nothing outside of this process can mend it: expired or refused keys of its environment. @default false */
  readonly isForGood?: boolean;
};

type NamedSource = SourceName & ServiceOffset;

export type SourceStatus = NamedSource & {
  /** The account that requests count for, 12 digits; `undefined` while nobody knows. */
  readonly account?: string | undefined;
  readonly status: DataStatus;
  readonly fetchStatus: FetchStatus;

  /** When the last poll succeeded: the age of what is shown. By this machine's clock, as is everything of a source that isn't about tasks. */
  readonly updatedAt: number | undefined;

  /** When the next poll is due; `undefined` while paused or fetching. */
  readonly nextPollAt: number | undefined;

  /** Milliseconds between polls as they are now (idle, throttled or stretched by the budget). */
  readonly intervalMs: number;

  /** Why it differs from what was asked for. */
  readonly intervalReason: IntervalReason;

  /** Cleared by the next success; the data stays. */
  readonly error: SourceError | undefined;

  /** Tasks that started since the last poll are still to be read, within the budget. */
  readonly isBehind: boolean;

  /** When the service was asked that doesn't answer (ms since the epoch); `undefined` while it answers, or may yet. */
  readonly silentSince: number | undefined;

  /** Requests sent in the last 60 seconds. */
  readonly requestsPerMinute: number;

  /** True where the service doesn't list newest first: each poll then asks for everything. @default false */
  readonly isOutOfOrder?: boolean;

  /** Rows of the last answers that could not be read. */
  readonly lostRows: number;

  /** True when every task of the source is here, of whatever state and bucket. @default false */
  readonly isWhole?: boolean;
};

/** How far the tasks that fit the present scope are loaded. */
export type CoverageStatus = {
  /** True when everything the service has for the scope is here. */
  readonly isComplete: boolean;
  readonly isLoading: boolean;

  /** Why the loading that was asked for last ended before it was done, in one sentence. @default nothing failed */
  readonly failure?: string | undefined;

  /** How often loading has ended so. @default 0 */
  readonly failures?: number;

  /** Pages asked for since loading began, for "how far"; 0 when idle. */
  readonly pagesLoaded: number;

  /** Everything that started after this is here (ms since the epoch; not: at it); `undefined` when complete, `Infinity` when nothing is yet. */
  readonly loadedBackTo: number | undefined;

  /** Other filters than the scope's of which everything is here, too, in each source: what was loaded for a filter before, and what runs. @default none */
  readonly whole?: readonly Pick<Scope, 'states' | 'buckets'>[];
};

/** The filters that the service itself applies to older pages. Empty means all; values are patterns, with `*`, `?` and `\`. */
export type Scope = SinceLimit & {
  readonly states: readonly string[];
  readonly buckets: readonly string[];
};

/** What the store knows, at one moment; the same object while nothing has changed. */
export type StoreSnapshot = EventHistory & {
  /** Everything known, newest first. */
  readonly tasks: TaskList;
  readonly sources: readonly SourceStatus[];
  readonly coverage: CoverageStatus;

  /** The AMI IDs being watched; empty when everything is. */
  readonly imageIds: readonly string[];
  readonly isPaused: boolean;

  /** The interval asked for, in milliseconds. */
  readonly intervalMs: number;
};

export type TaskStore = {
  /** The first subscriber starts the polling, the last one stops it. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => StoreSnapshot;

  /** Polls every source now, by hand. */
  readonly refresh: () => void;
  readonly pause: () => void;

  /** Polls once at once, then as before. */
  readonly resume: () => void;
  readonly setInterval: (ms: number) => void;

  /** What older tasks are asked for with, from now on. */
  readonly setScope: (scope: Scope) => void;

  /** Asks for one more page of older tasks within the scope. `automatic`: ahead of anyone asking, within the smaller budget. @default 'manual' */
  readonly loadOlder: (priority?: Priority) => void;

  /** Asks page after page until everything within the scope is loaded. */
  readonly loadAll: () => void;
  readonly stopLoading: () => void;
};
