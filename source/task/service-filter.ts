import type {StoreImageTask} from './store-image-task.js';
import {compileValuePattern} from './value-pattern.js';

/** One filter of the API: its values are ORed, filters are ANDed. Names and values are case-sensitive; values are patterns (see `compileValuePattern`). */
export type Filter = {readonly name: string; readonly values: readonly string[]};

/** What a filter looks at. An embedded endpoint's task has these members too. */
export type FilteredTask = Pick<StoreImageTask, 'storeTaskState' | 'bucket'>;

/** The filters that DescribeStoreImageTasks knows. Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeStoreImageTasks.html */
const MEMBERS: ReadonlyMap<string, keyof FilteredTask> = new Map([
  ['task-state', 'storeTaskState'],
  ['bucket', 'bucket'],
]);

export const FILTER_NAMES: readonly string[] = [...MEMBERS.keys()];

/** How many values the service takes in one filter. */
export const MAX_FILTER_VALUES = 200;

/** Why the service would refuse a list of filters: the first that it can't take, by its place. */
export type FilterProblem = {
  readonly kind: 'unknown-name' | 'no-values' | 'too-many-values';
  readonly index: number;
  readonly name: string;
};

/** What is wrong with the filters, by the service's own rules; `undefined` when it takes them. */
export function filterProblem(filters: readonly Filter[]): FilterProblem | undefined {
  for (const [index, {name, values}] of filters.entries()) {
    const kind = !MEMBERS.has(name)
      ? 'unknown-name'
      : values.length === 0
        ? 'no-values'
        : values.length > MAX_FILTER_VALUES
          ? 'too-many-values'
          : undefined;
    if (kind) {
      return {kind, index, name};
    }
  }

  return undefined;
}

/**
Makes one test of all filters, the same that the service makes of them. Every place that filters by them uses this one: the local filter beside AMI IDs, `--wait` and `--follow`, the screen, and the embedded endpoint.
@param filters Without a `filterProblem`; a filter that has one lets nothing through.
*/
export function compileFilters(filters: readonly Filter[]): (task: FilteredTask) => boolean {
  const tests = filters.map(({name, values}) => {
    const member = MEMBERS.get(name);
    const patterns = values.map(value => compileValuePattern(value));
    return (task: FilteredTask) =>
      member !== undefined && patterns.some(fits => fits(task[member] ?? ''));
  });
  return task => tests.every(test => test(task));
}

/** The filters for some states and buckets, each a pattern; none for an empty list, which means all. */
export function filtersFor(
  states: readonly string[],
  buckets: readonly string[],
): readonly Filter[] {
  return [
    {name: 'task-state', values: states},
    {name: 'bucket', values: buckets},
  ].filter(({values}) => values.length > 0);
}
