import type {LiveOptions} from '../../app/run.js';
import type {CliIo} from '../io.js';
import {alertWishes} from './alert-wishes.js';
import {liveFilters} from './live-filters.js';
import type {Options} from './option-types.js';
import {version} from './parse-arguments.js';

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
    color: options.color,
    columns: options.columns,
    isDemo: options.isDemo,
    version,
    alerts: alertWishes(options),
    env,
    ...terminal,
  };
}
