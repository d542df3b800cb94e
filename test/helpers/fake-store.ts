import type {
  CoverageStatus,
  Scope,
  SourceStatus,
  StoreSnapshot,
  TaskStore,
} from '../../source/poll/snapshot.js';
import type {EventHistory} from '../../source/poll/tasks/event-log.js';
import type {TaskEvent} from '../../source/poll/tasks/events.js';
import {EMPTY_TASK_LIST, type TaskList, updateTaskList} from '../../source/poll/tasks/task-list.js';
import type {ProgressSample, TrackedTask} from '../../source/poll/tasks/tracked-task.js';
import {type StoreImageTask, taskIdentity} from '../../source/task/store-image-task.js';

/** The moment at which the tests' screens live: 2026-01-31T12:00:00Z. */
export const NOW = Date.UTC(2026, 0, 31, 12);

export type TaskOptions = Partial<StoreImageTask> & {
  readonly samples?: readonly ProgressSample[];
  readonly source?: number;
};

/** A tracked task; `index` makes its AMI ID and its start, a minute earlier for each. */
export function aTask(index: number, options: TaskOptions = {}): TrackedTask {
  const {samples = [], source = 0, ...members} = options;
  const amiId = members.amiId ?? `ami-${index.toString(16).padStart(17, '0')}`;
  const startedAt = 'startedAt' in members ? members.startedAt : NOW - (index + 1) * 60_000;
  const task: StoreImageTask = {
    amiId,
    taskStartTime: startedAt === undefined ? undefined : new Date(startedAt).toISOString(),
    bucket: `ami-archive-0${index % 4}`,
    s3ObjectKey: `${amiId}.bin`,
    progressPercentage: 100,
    storeTaskState: 'Completed',
    storeTaskFailureReason: undefined,
    ...members,
    startedAt,
  };
  return {
    key: `${source}\n${taskIdentity(task)}`,
    source,
    task,
    samples,
    seenAt: NOW,
    settledAt: undefined,
  };
}

export function listOf(tasks: readonly TrackedTask[]): TaskList {
  return updateTaskList(EMPTY_TASK_LIST, tasks);
}

/** A history like the real ones: a few running, some failed, most completed. */
export function someTasks(count: number): readonly TrackedTask[] {
  return Array.from({length: count}, (_, index) => {
    if (index % 20 < 1) {
      return aTask(index, {storeTaskState: 'InProgress', progressPercentage: (index * 7) % 100});
    }

    return index % 20 === 5
      ? aTask(index, {
          storeTaskState: 'Failed',
          progressPercentage: 31,
          storeTaskFailureReason: 'Client error: access to the bucket was denied while writing',
        })
      : aTask(index);
  });
}

export const A_SOURCE: SourceStatus = {
  profile: 'default',
  region: 'us-east-1',
  status: 'ready',
  fetchStatus: 'waiting',
  updatedAt: NOW - 3000,
  nextPollAt: NOW + 7000,
  intervalMs: 10_000,
  intervalReason: 'asked',
  error: undefined,
  isBehind: false,
  silentSince: undefined,
  requestsPerMinute: 6,
  lostRows: 0,
  clockOffsetMs: 0,
  startOffsetMs: 0,
};

export const COMPLETE: CoverageStatus = {
  isComplete: true,
  isLoading: false,
  pagesLoaded: 0,
  loadedBackTo: undefined,
  whole: [{states: [], buckets: []}],
};

export type SnapshotOptions = Partial<Omit<StoreSnapshot, 'tasks' | 'events'>> & {
  readonly tasks?: readonly TrackedTask[];

  /** Without a `seq` they are numbered by their place. */
  readonly events?: readonly (TaskEvent & {readonly seq?: number})[];
};

/** What the store says of such events. */
export function historyOf(events: NonNullable<SnapshotOptions['events']>): EventHistory {
  return {
    events: events.map((event, index) => ({...event, seq: event.seq ?? index + 1})),
    happened: events.filter(({type}) => type !== 'progressed').length,
    completeSince: undefined,
  };
}

export function aSnapshot({
  tasks = [],
  events = [],
  ...members
}: SnapshotOptions = {}): StoreSnapshot {
  return {
    tasks: listOf(tasks),
    sources: [A_SOURCE],
    coverage: COMPLETE,
    ...historyOf(events),
    imageIds: [],
    isPaused: false,
    intervalMs: 10_000,
    ...members,
  };
}

export type FakeStore = TaskStore & {
  /** Puts a new snapshot in place of the last one. */
  readonly change: (members: SnapshotOptions) => void;

  /** What was called, in order: `refresh`, `setInterval 15000`, … */
  readonly calls: string[];
  readonly listenerCount: () => number;
};

/** A store whose snapshots a test makes. */
export function fakeStore(options: SnapshotOptions = {}): FakeStore {
  const listeners = new Set<() => void>();
  const calls: string[] = [];
  let current = aSnapshot(options);
  const change = ({tasks, events, ...members}: SnapshotOptions) => {
    current = {
      ...current,
      ...(events ? historyOf(events) : {}),
      ...members,
      ...(tasks ? {tasks: listOf(tasks)} : {}),
    };
    for (const listener of listeners) {
      listener();
    }
  };

  const record = (name: string) => () => {
    calls.push(name);
  };

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => current,
    refresh: record('refresh'),
    pause() {
      calls.push('pause');
      change({isPaused: true});
    },
    resume() {
      calls.push('resume');
      change({isPaused: false});
    },
    setInterval(ms) {
      calls.push(`setInterval ${ms}`);
      change({
        intervalMs: ms,
        sources: current.sources.map(source => ({...source, intervalMs: ms})),
      });
    },
    setScope(scope: Scope) {
      calls.push(`setScope ${scope.states} ${scope.buckets} ${scope.since ?? ''}`.trim());
    },
    loadOlder: record('loadOlder'),
    loadAll: record('loadAll'),
    stopLoading: record('stopLoading'),
    change,
    calls,
    listenerCount: () => listeners.size,
  };
}

export type PagedStore = FakeStore & {
  /** Answers what `loadOlder` or `loadAll` has asked for. */
  readonly answer: () => void;

  /** A new task on top of the newest page. */
  readonly start: (task: TrackedTask) => void;
};

/** A store that has the newest `pageSize` of `history`, and some older ones at the indexes `ahead`, and loads the rest page by page within the scope. */
export function pagedStore(
  history: readonly TrackedTask[],
  pageSize: number,
  ahead: readonly number[] = [],
): PagedStore {
  const all = [...history];
  let wanted = 0;
  let scope: Scope = {states: [], buckets: []};
  const known = new Map(
    all
      .filter((_, index) => index < pageSize || ahead.includes(index))
      .map(task => [task.key, task]),
  );
  const inScope = () =>
    all.filter(
      ({task}) =>
        (scope.states.length === 0 || scope.states.includes(task.storeTaskState ?? '')) &&
        (scope.buckets.length === 0 || scope.buckets.includes(task.bucket ?? '')),
    );
  const coverage = (isLoading: boolean): CoverageStatus => {
    const rows = inScope();
    const firstMissing = rows.findIndex(task => !known.has(task.key));
    return {
      isComplete: firstMissing === -1,
      isLoading,
      pagesLoaded: 0,
      loadedBackTo:
        firstMissing === -1
          ? undefined
          : (rows[firstMissing - 1]?.task.startedAt ?? Number.POSITIVE_INFINITY),
    };
  };

  const base = fakeStore({tasks: [...known.values()]});
  base.change({coverage: coverage(false)});
  const ask = (pages: number) => {
    wanted = pages;
    base.change({coverage: coverage(true)});
  };

  return {
    ...base,
    setScope(next) {
      base.setScope(next);
      scope = next;
      base.change({coverage: coverage(false)});
    },
    loadOlder() {
      base.loadOlder();
      ask(1);
    },
    loadAll() {
      base.loadAll();
      ask(Number.POSITIVE_INFINITY);
    },
    stopLoading() {
      base.stopLoading();
      wanted = 0;
      base.change({coverage: coverage(false)});
    },
    start(task) {
      all.unshift(task);
      known.set(task.key, task);
      base.change({tasks: [...known.values()], coverage: coverage(false)});
    },
    answer() {
      const missing = inScope().filter(task => !known.has(task.key));
      for (const task of missing.slice(0, wanted * pageSize)) {
        known.set(task.key, task);
      }

      wanted = 0;
      base.change({tasks: [...known.values()], coverage: coverage(false)});
    },
  };
}
