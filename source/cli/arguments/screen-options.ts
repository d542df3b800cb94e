import type {AlertOptions} from '../../alert/create-alerts.js';
import type {LiveOptions} from '../../app/run.js';
import {version} from '../help/version.js';
import type {CliIo} from '../io.js';
import {liveFilters} from './live-filters.js';
import type {Options} from './option-types.js';
import {alertFilter} from './watch-filters.js';

/**
What the command line says of the screen, wherever it is drawn.
@throws {UsageError} for filters that a screen can't have.
*/
export function screenOptions(
  options: Options,
  {terminal, env}: CliIo,
): Omit<LiveOptions, 'store' | 'clock' | 'isFinished'> {
  if (!terminal) {
    throw new Error('The live screen needs a terminal.');
  }
  return {
    view: {
      ...liveFilters(options),
      since: options.since,
      isSinceAgo: options.isSinceAgo,
      order: options.sort ?? 'start',
      isReversed: false,
    },
    isUtc: options.utc,
    isReader: options.isScreenReader,
    isOverview: options.isOverview,
    color: options.color,
    columns: options.columns,
    isDemo: options.isDemo,
    version,
    alerts: alertsAskedFor(options),
    env,
    ...terminal,
  };
}

/** What --bell, --notify, --title, --exec and --log ask for. */
type AskedAlerts = Pick<AlertOptions, 'bell' | 'notify' | 'title' | 'exec' | 'log' | 'isWatched'>;

/** @returns `undefined` when nothing is asked for. */
function alertsAskedFor(options: Options): AskedAlerts | undefined {
  const {bell, notify, title, exec, log} = options;
  return bell || notify || title || exec !== undefined || log !== undefined
    ? {bell, notify, title, exec, log, isWatched: alertFilter(options)}
    : undefined;
}
