import {compileValuePattern, exactValue, literalPattern} from '../../task/value-pattern.js';
import {UsageError} from './argument-errors.js';
import type {Options} from './option-types.js';
import {allFilters} from './watch-filters.js';

/** What the screen filters by, as patterns of the service's filters; an empty list means all. */
export type LiveFilters = {
  readonly states: readonly string[];
  readonly buckets: readonly string[];
};

/**
Puts --state, --bucket and --filters together: the screen has one list of states and one of buckets.
@throws {UsageError} for filters that exclude each other, and for several that would take more than one list.
*/
export function liveFilters(options: Pick<Options, 'states' | 'buckets' | 'filters'>): LiveFilters {
  const valuesOf = (name: string) =>
    allFilters(options)
      .filter(filter => filter.name === name)
      .map(filter => filter.values);
  return {
    states: common(valuesOf('task-state'), 'task-state'),
    buckets: common(valuesOf('bucket'), 'bucket'),
  };
}

/** Filters are ANDed: of a list without wildcards, the values that all others let through. */
function common(lists: readonly (readonly string[])[], name: string): readonly string[] {
  const [first, ...others] = lists;
  if (!first || others.length === 0) {
    return first ?? [];
  }

  const exact = lists
    .map(list => list.map(value => exactValue(value)))
    .find(values => values.every(value => value !== undefined));
  if (!exact) {
    throw new UsageError(
      `The live screen can't put several filters with wildcards together for ${name}. Give only one of them.`,
    );
  }

  const tests = lists.map(list => list.map(value => compileValuePattern(value)));
  const values = [...new Set(exact)].filter(value =>
    tests.every(patterns => patterns.some(fits => fits(value))),
  );
  if (values.length === 0) {
    throw new UsageError(`The filters for ${name} exclude each other. Leave one out.`);
  }
  return values.map(value => literalPattern(value));
}
