import {runLive} from '../../app/run.js';
import {SIGNAL_EXIT_CODE} from '../../base/exit-code.js';
import {compileInPlace} from '../../base/small-heap.js';
import {momentOf} from '../../poll/clock.js';
import type {TaskStore} from '../../poll/snapshot.js';
import {isReportColumn} from '../../report/once/columns.js';
import {createFormat} from '../../report/once/format.js';
import {toResult} from '../../report/once/gather.js';
import {
  type WaitOptions,
  type WaitResult,
  waitResult,
  withWaitAlarm,
} from '../../report/watch/wait.js';
import type {Options} from '../arguments/option-types.js';
import {screenOptions} from '../arguments/screen-options.js';
import type {CliIo} from '../io.js';
import {tellLeft} from './live.js';
import type {OpenSources} from './open-sources.js';

/** A wait that can begin. */
export type Wait = WaitOptions & {
  readonly store: TaskStore;
  readonly sources: OpenSources['sources'];
};

/** How a wait came to its end; a number is the exit code of one that was left before. */
export type WaitLeft = WaitResult | number;

/**
Waits on the live screen, which leaves by itself, then prints the tasks watched as a table, and why some failed, on the normal screen.
@returns How it ended. Whoever leaves the screen before has not waited: that counts as interrupted, so that no script takes it for success.
@throws {UsageError} for filters that a screen can't have.
*/
export async function waitOnScreen(wait: Wait, options: Options, io: CliIo): Promise<WaitLeft> {
  compileInPlace();
  const {clock, stderr} = io;
  let result: ReturnType<typeof waitResult>;
  const left = await runLive({
    ...screenOptions(options, io),
    store: withWaitAlarm(wait.store, clock, wait),
    clock,
    isFinished(snapshot) {
      const moment = momentOf(clock);
      wait.watched.update(snapshot, moment);
      result = waitResult(wait, snapshot, moment.monotonic);
      return result !== undefined;
    },
  });
  tellLeft(left, stderr);
  if (left.exitCode !== 0) {
    return left.exitCode;
  }
  if (result && 'end' in result) {
    await printWatched(wait, options, io);
  }
  return result ?? SIGNAL_EXIT_CODE.SIGINT;
}

async function printWatched(
  {watched, sources}: Wait,
  {color, columns}: Options,
  {stdout}: CliIo,
): Promise<void> {
  const {tasks} = watched;
  const format = await createFormat({
    output: 'table',
    query: undefined,
    columns: columns?.filter(isReportColumn) ?? ['ami', 'state', 'progress', 'started', 'bucket'],
    isColored: color !== 'off',
    isAscii: color === 'off',
    isTerminal: true,
  });
  const found = tasks.map(({task, source}) => ({
    task,
    source: sources.length > 1 ? sources[source] : undefined,
  }));
  stdout.write(format(toResult(found, undefined, 'wire')));
  for (const {task} of tasks) {
    if (task.storeTaskState === 'Failed') {
      stdout.write(`${task.amiId} Failed: ${task.storeTaskFailureReason || 'no reason given'}\n`);
    }
  }
}
