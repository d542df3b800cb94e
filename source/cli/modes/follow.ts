import {EXIT_CODE, SIGNAL_EXIT_CODE} from '../../base/exit-code.js';
import {exitCodeOf} from '../../ec2/error-kinds.js';
import {createTaskStore} from '../../poll/create-task-store.js';
import {isWithin} from '../../poll/service-clock.js';
import {followTasks} from '../../report/watch/follow.js';
import type {Options} from '../arguments/option-types.js';
import {alertFilter, watchFilter} from '../arguments/watch-filters.js';
import type {CliIo} from '../io.js';
import {dataWriter} from './data-writer.js';
import {startLineAlerts} from './line-alerts.js';
import {openSources} from './open-sources.js';
import {lineFormat} from './wait-lines.js';

/**
Writes a line for each change, on a terminal too, until it is interrupted.
@throws {UsageError | Ec2Error} before anything was asked.
*/
export async function runFollowMode(options: Options, io: CliIo): Promise<number> {
  const {clock, random, stderr} = io;
  io.watchReader('follow');
  const {imageIds, intervalMs, timeoutMs} = options;
  const fits = watchFilter(options);
  const signal = io.untilInterrupted();
  const {sources, close} = await openSources({...options, hasScreen: false}, io);
  const note = (sentence: string) => stderr.write(`amiwatch: ${sentence}\n`);
  const store = createTaskStore({sources, imageIds, intervalMs, clock, random});
  const alerts = await startLineAlerts(store, options, io, alertFilter(options), note);
  try {
    const result = await followTasks(
      store,
      {
        fits: (task, source) => fits(task) && isWithin(options, task, source),
        timeoutAt: timeoutMs === undefined ? undefined : clock.monotonic() + timeoutMs,
      },
      {
        clock,
        signal,
        formatLine: lineFormat(options, sources),
        write: dataWriter(options, io),
        note,
      },
    );
    if (result === undefined) {
      return SIGNAL_EXIT_CODE.SIGINT;
    }
    if (result === 'timed-out') {
      return EXIT_CODE.timedOut;
    }
    note(result.error.message);
    return exitCodeOf(result.error.kind);
  } finally {
    await alerts.stop();
    await close();
  }
}
