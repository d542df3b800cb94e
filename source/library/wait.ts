import {Ec2Error} from '../ec2/errors.js';
import {momentOf, systemClock} from '../poll/clock.js';
import {Patience} from '../report/watch/patience.js';
import {APPEAR_MS} from '../report/watch/task-choice.js';
import {untilEnd} from '../report/watch/until-end.js';
import {type WaitOptions, waitResult, withWaitAlarm} from '../report/watch/wait.js';
import {WatchedTasks} from '../report/watch/watched-tasks.js';
import {oneOf} from '../task/filter.js';
import {compileFilters} from '../task/service-filter.js';
import {checkFilters, checkImageIds, checkMs, checkSignal} from './check.js';
import type {LibrarySource, TaskInput, WatchConfig} from './config.js';
import {withSources} from './open-source.js';
import {type StoreImageTaskResult, toStoreImageTaskResult} from './task-result.js';
import {createTaskStore} from './task-store.js';

export type WaitConfig = WatchConfig & {
  /** Milliseconds after which it ends as it is; 0 asks once. @default never */
  readonly timeoutMs?: number;

  /** Milliseconds that an AMI without a new task may take to show one. @default 120_000 */
  readonly appearMs?: number;

  /** Leaves tasks out that started earlier. */
  readonly since?: Date;

  /** Ends with the first failure. @default false */
  readonly failFast?: boolean;
};

/** How a wait ended. */
export type WaitOutcome = {
  /** `missing`: an AMI has no task, or a task is listed no more. A failure weighs more than that. */
  readonly end: 'completed' | 'failed' | 'missing' | 'timed-out';

  /** The tasks that were waited for, as they were last seen. */
  readonly tasks: readonly StoreImageTaskResult[];

  /** AMI IDs that have shown no task in time. */
  readonly missing: readonly string[];

  /** Tasks that the service lists no more before anyone saw them end. */
  readonly gone: readonly StoreImageTaskResult[];
};

/**
Waits until every task that is meant is settled, by the rules of `amiwatch --wait`: those of the given AMIs, or those that run. Other than the SDK's waiter it waits as long as it takes, isn't ended by an earlier failure of the same AMI, and says what failed instead of throwing.
@throws {Ec2Error} when nothing can come of it: nobody can be asked, keys that can't be renewed, denied for 5 minutes, never an answer within 5 minutes.
@throws The reason of the signal. {TypeError | RangeError} for arguments that are none.
*/
export async function waitForStoreImageTasks(
  config: WaitConfig = {},
  input: TaskInput = {},
): Promise<WaitOutcome> {
  const begun = momentOf(systemClock);
  const imageIds = checkImageIds(input.ImageIds);
  const filters = checkFilters(input.Filters);
  const {since, failFast = false, intervalMs, timeoutMs, appearMs = APPEAR_MS} = config;
  checkMs(intervalMs, 'intervalMs', 2000);
  checkMs(timeoutMs, 'timeoutMs');
  checkMs(appearMs, 'appearMs');
  checkSignal(config.signal);
  if (since !== undefined && !(since instanceof Date && Number.isFinite(since.getTime()))) {
    throw new TypeError('since is a Date.');
  }
  const compiled = compileFilters(filters);
  if (imageIds.length === 0 && !canRun(filters)) {
    throw new TypeError(
      'Without ImageIds it is about tasks that are InProgress. Leave the filter task-state out.',
    );
  }
  const timeoutAt = timeoutMs === undefined ? undefined : begun.monotonic + timeoutMs;
  const watched = new WatchedTasks(
    {
      imageIds,
      fits: task => oneOf(imageIds, task.amiId) && compiled(task),
      since: since?.getTime(),
      startedAt: begun.now,
      appearMs,
      timeoutAt,
      note: () => {},
    },
    failFast,
  );
  const options = {
    watched,
    patience: new Patience(begun.monotonic),
    timeoutAt,
    isAskedOnce: timeoutMs === 0,
  };
  const waiting = withSources(config, async function* (sources) {
    yield await waitOn(sources, {imageIds, intervalMs}, options, config.signal);
  });
  for await (const outcome of waiting) {
    return outcome;
  }
  throw new Error('Unreachable: a wait has one outcome.');
}

function canRun(filters: ReturnType<typeof checkFilters>): boolean {
  const byState = filters.filter(({name}) => name === 'task-state');
  return compileFilters(byState)({storeTaskState: 'InProgress', bucket: undefined});
}

async function waitOn(
  sources: readonly LibrarySource[],
  settings: {readonly imageIds: readonly string[]; readonly intervalMs: number | undefined},
  options: WaitOptions,
  signal = new AbortController().signal,
): Promise<WaitOutcome> {
  const {watched} = options;
  const store = createTaskStore({
    sources,
    ...settings,
    isAwaited: imageId => watched.isAwaited(imageId),
  });
  const result = await untilEnd(withWaitAlarm(store, systemClock, options), signal, snapshot => {
    const moment = momentOf(systemClock);
    watched.update(snapshot, moment);
    return waitResult(options, snapshot, moment.monotonic);
  });
  if (result === undefined) {
    throw signal.reason;
  }
  if ('error' in result) {
    throw new Ec2Error(result.error.message, {kind: result.error.kind});
  }
  return {
    end: result.end,
    tasks: watched.tasks.map(({task}) => toStoreImageTaskResult(task)),
    missing: watched.missing,
    gone: watched.gone.map(({task}) => toStoreImageTaskResult(task)),
  };
}
