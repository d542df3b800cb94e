import type {Options} from './options.js';
import {UsageError} from './usage-error.js';

/** What the screen filters by; an empty list means all. */
export type LiveFilters = {
  readonly states: readonly string[];
  readonly buckets: readonly string[];
};

/**
Puts --state, --bucket and --filters together: the screen has one list of states and one of buckets.
@throws {UsageError} for a filter that the screen has no list for.
*/
export function liveFilters({
  states,
  buckets,
  filters,
}: Pick<Options, 'states' | 'buckets' | 'filters'>): LiveFilters {
  const known = ['task-state', 'bucket'];
  const odd = filters.find(
    ({name, values}) => !known.includes(name) || values.some(value => /[*?]/.test(value)),
  );
  if (odd) {
    throw new UsageError(
      `The live screen can't filter by ${odd.name}=${odd.values.join(',')}. Use task-state or bucket without wildcards, or --once.`,
    );
  }
  const valuesOf = (name: string) =>
    filters.filter(filter => filter.name === name).map(filter => filter.values);
  return {
    states: common([states, ...valuesOf('task-state')], 'task-state'),
    buckets: common([buckets, ...valuesOf('bucket')], 'bucket'),
  };
}

/** Filters are ANDed: what all lists that say something have in common. */
function common(lists: readonly (readonly string[])[], name: string): readonly string[] {
  const [first, ...others] = lists.filter(list => list.length > 0);
  const values = (first ?? []).filter(value => others.every(list => list.includes(value)));
  if (first && values.length === 0) {
    throw new UsageError(`The filters for ${name} exclude each other. Leave one out.`);
  }
  return values;
}
