import type {AlertOptions} from '../../alert/create-alerts.js';
import {isWithin} from '../../poll/service-clock.js';
import {oneOf} from '../../task/filter.js';
import {compileFilters, type Filter, filtersFor} from '../../task/service-filter.js';
import type {StoreImageTask} from '../../task/store-image-task.js';
import type {Options} from './option-types.js';

/** --state, --bucket and --filters as the service takes them. */
export function allFilters({
  states,
  buckets,
  filters,
}: Pick<Options, 'states' | 'buckets' | 'filters'>): readonly Filter[] {
  return [...filtersFor(states, buckets), ...filters];
}

/** What --wait and --follow are about: --image-ids, --state, --bucket and --filters together. They are applied here, never by the service: a task that leaves a state would be lost to a filter by it. */
export function watchFilter(
  options: Pick<Options, 'imageIds' | 'states' | 'buckets' | 'filters'>,
): (task: StoreImageTask) => boolean {
  const {imageIds} = options;
  const fits = compileFilters(allFilters(options));
  // A search for a task of one AMI comes across tasks of others.
  return task => oneOf(imageIds, task.amiId) && fits(task);
}

/** Which tasks are told of: those that the filters of the command line let through. Whoever asks for what is InProgress wants to know how it ends. */
export function alertFilter(options: Options): NonNullable<AlertOptions['isWatched']> {
  const fits = watchFilter(options);
  return (task, source) =>
    isWithin(options, task, source) &&
    (fits(task) || fits({...task, storeTaskState: 'InProgress'}));
}
