import {EXIT_CODE, SIGNAL_EXIT_CODE} from '../../base/exit-code.js';
import {exitCodeOf} from '../../ec2/error-kinds.js';
import {momentOf} from '../../poll/clock.js';
import {createTaskStore} from '../../poll/create-task-store.js';
import {Patience} from '../../report/watch/patience.js';
import {APPEAR_MS} from '../../report/watch/task-choice.js';
import {type WaitIo, waitForTasks} from '../../report/watch/wait.js';
import {formatSummary, type WaitEnd} from '../../report/watch/wait-summary.js';
import {WatchedTasks} from '../../report/watch/watched-tasks.js';
import {compileFilters} from '../../task/service-filter.js';
import {UsageError} from '../arguments/argument-errors.js';
import type {Options} from '../arguments/option-types.js';
import {alertFilter, allFilters, watchFilter} from '../arguments/watch-filters.js';
import type {CliIo} from '../io.js';
import {dataWriter} from './data-writer.js';
import {startLineAlerts} from './line-alerts.js';
import {openSources} from './open-sources.js';
import {lineFormat, lineOutput} from './wait-lines.js';
import type {Wait, WaitLeft} from './wait-live.js';

const EXIT_CODE_OF_END = {
  completed: EXIT_CODE.ok,
  failed: EXIT_CODE.taskFailed,
  missing: EXIT_CODE.noTask,
  'timed-out': EXIT_CODE.timedOut,
} as const satisfies Record<WaitEnd, number>;

/**
Waits until every task watched is settled: on the live screen when there is a terminal and no --output, otherwise with a line for each change.
@throws {UsageError | Ec2Error} before anything was asked.
*/
export async function runWaitMode(options: Options, io: CliIo): Promise<number> {
  const {clock, random, stderr} = io;
  io.watchReader('wait');
  const {imageIds, intervalMs, since, isSinceAgo, timeoutMs, appearMs = APPEAR_MS} = options;
  // In the background, as under `timeout` in a script, there is no screen either.
  const isLive = options.output === undefined && io.terminal?.isForeground() === true;
  const begun = momentOf(clock);
  const fits = watchFilter(options);
  refuseSettledStates(options);
  const {note, tellNotes} = notes(stderr, isLive);
  const signal = isLive ? undefined : io.untilInterrupted();
  // Lines of debugging would go right through the screen, unless they go elsewhere.
  const debug = options.debug && !(isLive && stderr.isTTY);
  const {sources, close} = await openSources({...options, debug, hasScreen: isLive}, io);
  try {
    const timeoutAt = timeoutMs === undefined ? undefined : begun.monotonic + timeoutMs;
    const watched = new WatchedTasks(
      {
        imageIds,
        fits,
        since,
        isSinceAgo,
        startedAt: begun.now,
        appearMs,
        timeoutAt,
        note,
      },
      options.isFailFast,
    );
    const isAwaited = (imageId: string) => watched.isAwaited(imageId);
    const store = createTaskStore({sources, imageIds, isAwaited, intervalMs, clock, random});
    const wait: Wait = {
      store,
      sources,
      watched,
      patience: new Patience(begun.monotonic),
      timeoutAt,
      isAskedOnce: timeoutMs === 0,
    };
    const left = signal
      ? await waitWithLines(wait, options, io, {signal, note})
      : await (await import('./wait-live.js')).waitOnScreen(wait, options, io);
    tellNotes();
    if (typeof left === 'number') {
      return left;
    }
    if ('error' in left) {
      note(left.error.message);
      return exitCodeOf(left.error.kind);
    }
    dataWriter(
      options,
      io,
    )(
      formatSummary({
        output: lineOutput(options),
        ...left,
        watched,
        elapsedMs: clock.monotonic() - begun.monotonic,
        now: clock.now(),
      }),
    );
    return EXIT_CODE_OF_END[left.end];
  } finally {
    await close();
  }
}

/** @throws {UsageError} when no task could ever be watched, which would look like success. */
function refuseSettledStates(options: Options): void {
  const byState = allFilters(options).filter(({name}) => name === 'task-state');
  const canRun = compileFilters(byState)({storeTaskState: 'InProgress', bucket: undefined});
  if (options.imageIds.length === 0 && !canRun) {
    throw new UsageError(
      `Without AMI IDs --wait is about tasks that are InProgress. Leave ${options.states.length > 0 ? '--state' : 'the filter task-state'} out.`,
    );
  }
}

async function waitWithLines(
  wait: Wait,
  options: Options,
  io: CliIo,
  {signal, note}: Pick<WaitIo, 'signal' | 'note'>,
): Promise<WaitLeft> {
  const {clock} = io;
  const alerts = await startLineAlerts(wait.store, options, io, alertFilter(options), note);
  try {
    const result = await waitForTasks(wait.store, wait, {
      clock,
      signal,
      formatLine: lineFormat(options, wait.sources),
      write: dataWriter(options, io),
      note,
    });
    // The last hook runs for the very change that ends the wait.
    if (result) {
      await alerts.settled();
    }
    return result ?? SIGNAL_EXIT_CODE.SIGINT;
  } finally {
    await alerts.stop();
  }
}

/** Sentences on stderr; while a screen is drawn they are held back until it is left. */
function notes(stderr: CliIo['stderr'], isHeld: boolean) {
  let held: string[] | undefined = isHeld ? [] : undefined;
  const write = (text: string) => stderr.write(text);
  return {
    note(sentence: string) {
      const text = `amiwatch: ${sentence}\n`;
      if (held) {
        held.push(text);
      } else {
        write(text);
      }
    },
    tellNotes() {
      for (const text of held ?? []) {
        write(text);
      }
      held = undefined;
    },
  };
}
