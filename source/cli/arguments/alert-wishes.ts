import type {AlertOptions} from '../../alert/create-alerts.js';
import {isWithin} from '../../poll/service-clock.js';
import type {Options} from './option-types.js';
import {watchFilter} from './wait-filters.js';

/** What --bell, --notify, --title, --exec and --log ask for. */
export type AlertWishes = Pick<
  AlertOptions,
  'bell' | 'notify' | 'title' | 'exec' | 'log' | 'isWatched'
>;

/** @returns `undefined` when nothing is asked for. */
export function alertWishes(options: Options): AlertWishes | undefined {
  const {bell, notify, title, exec, log} = options;
  return bell || notify || title || exec !== undefined || log !== undefined
    ? {bell, notify, title, exec, log, isWatched: alertFilter(options)}
    : undefined;
}

/** Which tasks are told of: those that the filters of the command line let through. Whoever asks for what is InProgress wants to know how it ends. */
export function alertFilter(options: Options): NonNullable<AlertOptions['isWatched']> {
  const fits = watchFilter(options);
  return (task, source) =>
    isWithin(options, task, source) &&
    (fits(task) || fits({...task, storeTaskState: 'InProgress'}));
}
