import {passesFilters} from '../report/local-filter.js';
import {oneOf} from '../task/filter.js';
import type {StoreImageTask} from '../task/store-image-task.js';
import type {Options} from './options.js';
import {UsageError} from './usage-error.js';

/** The filters of the API that can be applied to tasks as they change. */
const NAMES = ['task-state', 'bucket'];

/**
What --wait and --follow are about: --image-ids, --state, --bucket and --filters together. They are applied here, never by the service: a task that leaves a state would be lost to a filter by it.
@throws {UsageError} for a filter that can't be applied here.
*/
export function watchFilter({
  imageIds,
  states,
  buckets,
  filters,
  mode,
}: Pick<Options, 'imageIds' | 'states' | 'buckets' | 'filters' | 'mode'>): (
  task: StoreImageTask,
) => boolean {
  const odd = filters.find(({name}) => !NAMES.includes(name));
  if (odd) {
    throw new UsageError(`--${mode} can't filter by ${odd.name}. Use task-state or bucket.`);
  }
  return task =>
    // A search for a task of one AMI comes across tasks of others.
    oneOf(imageIds, task.amiId) &&
    oneOf(states, task.storeTaskState) &&
    oneOf(buckets, task.bucket) &&
    passesFilters(task, filters);
}
