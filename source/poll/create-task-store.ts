import type {DescribeStoreImageTasks} from '../ec2/answer/describe.js';
import type {SourceIdentity} from '../task/source-name.js';
import {type Clock, systemClock} from './clock.js';
import {AccountBudgets} from './pace/account-budgets.js';
import {PACE} from './pace/pace.js';
import {isIn, type List} from './reading/task-lists.js';
import type {CoverageStatus, StoreSnapshot, TaskStore} from './snapshot.js';
import {SourcePoller} from './source-poller.js';
import {TaskLedger} from './tasks/task-ledger.js';

export type TaskStoreOptions = {
  /** At least one; an `Ec2Source` is one. All sources of an account in a Region share one budget, and so do those whose account nobody knows. */
  readonly sources: readonly (SourceIdentity & {readonly describe: DescribeStoreImageTasks})[];

  /** Only these AMIs; everything otherwise. */
  readonly imageIds?: readonly string[];

  /** Whether a newer task of an AMI is expected; asked before each poll. The AMIs of settled tasks are otherwise looked at about once a minute. @default none is */
  readonly isAwaited?: (imageId: string) => boolean;

  /** Milliseconds between polls, at least 2000. @default 10_000 */
  readonly intervalMs?: number;

  /** Takes what a listener throws; the others are called all the same. @default thrown on, when all have been called */
  readonly onListenerError?: (error: unknown) => void;

  /** The budgets of the accounts, where more than this store draws on them. @default its own */
  readonly budgets?: AccountBudgets;

  /** @default the system's */
  readonly clock?: Clock;

  /** 0 to 1, for the jitter. @default Math.random */
  readonly random?: () => number;
};

/**
A polling store of store image tasks. It asks nothing before the first `subscribe` and stops when the last subscriber leaves; listeners are called after each change, at most once per turn of the event loop.
*/
export function createTaskStore(options: TaskStoreOptions): TaskStore {
  const {
    clock = systemClock,
    random = Math.random,
    imageIds = [],
    onListenerError = throwLater,
  } = options;
  const listeners = new Set<() => void>();
  let intervalMs = clampInterval(options.intervalMs ?? PACE.defaultIntervalMs);
  let isPaused = false;
  let snapshot: StoreSnapshot | undefined;
  let isNotifying = false;

  const onChange = () => {
    snapshot = undefined;
    if (!isNotifying) {
      isNotifying = true;
      // What one answer changes (tasks, then the status) is told at once: a frame drawn in between would cost as much again.
      clock.schedule(() => {
        isNotifying = false;
        for (const listener of listeners) {
          try {
            listener();
          } catch (error) {
            onListenerError(error);
          }
        }
      }, 0);
    }
  };

  const budgets = options.budgets ?? new AccountBudgets(clock);
  const ledger = new TaskLedger(onChange);
  const pollers = options.sources.map(
    ({profile, region, account, describe}, source) =>
      new SourcePoller({
        source,
        profile,
        region,
        account,
        budgets,
        describe,
        ledger,
        clock,
        random,
        imageIds,
        isAwaited: options.isAwaited,
        intervalMs,
        onChange,
      }),
  );

  /** Changes something by hand: to each poller, then to the snapshot. */
  const each = (act: (poller: SourcePoller) => void) => {
    for (const poller of pollers) {
      act(poller);
    }

    onChange();
  };

  return {
    subscribe(listener) {
      const own = () => listener();
      if (listeners.size === 0) {
        each(poller => poller.start());
      }

      listeners.add(own);
      return () => {
        if (listeners.delete(own) && listeners.size === 0) {
          each(poller => poller.stop());
        }
      };
    },
    getSnapshot() {
      snapshot ??= {
        tasks: ledger.list,
        sources: pollers.map(poller => poller.status()),
        coverage: coverageOf(pollers),
        ...ledger.history,
        imageIds,
        isPaused,
        intervalMs,
      };
      return snapshot;
    },
    refresh: () => each(poller => poller.refresh()),
    pause() {
      isPaused = true;
      each(poller => poller.setPaused(true));
    },
    resume() {
      isPaused = false;
      each(poller => poller.setPaused(false));
    },
    setInterval(ms) {
      intervalMs = clampInterval(ms);
      each(poller => poller.setInterval(intervalMs));
    },
    setScope: scope => each(poller => poller.setScope(scope)),
    loadOlder(priority = 'manual') {
      // Only the sources that end highest: the others are known further down already.
      const highest = Math.max(...pollers.map(poller => poller.loadedBackTo()));
      each(poller => {
        if (poller.loadedBackTo() === highest) {
          poller.loadOlder(1, priority);
        }
      });
    },
    loadAll: () => each(poller => poller.loadOlder(Number.POSITIVE_INFINITY, 'manual')),
    stopLoading: () => each(poller => poller.stopLoading()),
  };
}

/** As it would be without the other listeners: nobody catches it. */
function throwLater(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}

function clampInterval(ms: number): number {
  return Math.max(PACE.minIntervalMs, ms);
}

function coverageOf(pollers: readonly SourcePoller[]): CoverageStatus {
  // A source that has never answered hides nothing of the others.
  const answered = pollers.filter(poller => {
    const {status, error} = poller.status();
    return status === 'ready' || !error;
  });
  const loadedBackTo = Math.max(
    ...(answered.length > 0 ? answered : pollers).map(poller => poller.loadedBackTo()),
  );
  return {
    isComplete: pollers.every(poller => poller.loadedBackTo() === Number.NEGATIVE_INFINITY),
    isLoading: pollers.some(poller => poller.loading.isLoading),
    failure: pollers.map(poller => poller.loading.failure).find(Boolean),
    failures: pollers.reduce((sum, poller) => sum + poller.loading.failures, 0),
    pagesLoaded: pollers.reduce((sum, poller) => sum + poller.loading.pagesLoaded, 0),
    loadedBackTo: loadedBackTo === Number.NEGATIVE_INFINITY ? undefined : loadedBackTo,
    whole: wholeInAll(pollers.map(poller => poller.wholeLists())),
  };
}

/** The lists that are whole in each source. */
function wholeInAll(ofEach: readonly (readonly List[])[]): readonly List[] {
  return ofEach.flat().filter(list => ofEach.every(lists => isIn(lists, list)));
}
