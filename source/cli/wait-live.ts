import {runLive} from '../app/run.js';
import {cleanText} from '../ec2/clean-text.js';
import {isReportColumn} from '../report/columns.js';
import {createFormat} from '../report/format.js';
import {toResult} from '../report/gather.js';
import {waitResult, withWaitAlarm} from '../report/wait.js';
import {alertWishes} from './alert-wishes.js';
import {SIGNAL_EXIT_CODE} from './exit-code.js';
import type {CliIo} from './io.js';
import {liveFilters} from './live-filters.js';
import type {Options} from './options.js';
import {version} from './parse-arguments.js';
import type {Wait, WaitLeft} from './wait.js';

/**
Waits on the live screen, which leaves by itself, then prints the tasks watched as a table, and why some failed, on the normal screen.
@returns How it ended. Whoever leaves the screen before has not waited: that counts as interrupted, so that no script takes it for success.
@throws {UsageError} for filters that a screen can't have.
*/
export async function waitOnScreen(wait: Wait, options: Options, io: CliIo): Promise<WaitLeft> {
  const {terminal, env, clock, stderr} = io;
  if (!terminal) {
    throw new Error('The live screen needs a terminal.');
  }
  let result: ReturnType<typeof waitResult>;
  const {exitCode, message} = await runLive({
    store: withWaitAlarm(wait.store, clock, wait),
    clock,
    view: {
      ...liveFilters(options),
      since: options.since,
      order: options.sort ?? 'start',
      isReversed: false,
    },
    isUtc: options.utc,
    color: options.color,
    columns: options.columns,
    isDemo: options.isDemo,
    version,
    alerts: alertWishes(options),
    env,
    ...terminal,
    isFinished(snapshot) {
      wait.watched.update(snapshot, clock.now());
      result = waitResult(wait, snapshot, clock.now());
      return result !== undefined;
    },
  });
  if (message !== undefined) {
    stderr.write(`amiwatch: ${cleanText(message)}\n`);
  }
  if (exitCode !== 0) {
    return exitCode;
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
  });
  const origins = sources.map(({profile, region}) => ({Profile: profile, Region: region}));
  const found = tasks.map(({task, source}) => ({
    task,
    origin: origins.length > 1 ? origins[source] : undefined,
  }));
  stdout.write(format(toResult(found, undefined)));
  for (const {task} of tasks) {
    if (task.storeTaskState === 'Failed') {
      stdout.write(`${task.amiId} Failed: ${task.storeTaskFailureReason || 'no reason given'}\n`);
    }
  }
}
