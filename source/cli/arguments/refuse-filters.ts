import {
  FILTER_NAMES,
  type FilterProblem,
  filterProblem,
  MAX_FILTER_VALUES,
} from '../../task/service-filter.js';
import type {Options} from './option-types.js';
import {UsageError} from './usage-error.js';

/** @throws {UsageError} for filters that the service would refuse: where they are applied here it never sees them. */
export function refuseFilters({filters}: Pick<Options, 'filters'>): void {
  const problem = filterProblem(filters);
  if (problem) {
    throw new UsageError(sentenceFor(problem));
  }
}

function sentenceFor({kind, name}: FilterProblem): string {
  switch (kind) {
    case 'unknown-name':
      return `The filter "${name}" is invalid. Use ${FILTER_NAMES.join(' or ')}, in lower case.`;
    case 'no-values':
      return `The filter "${name}" has no value. Write it as Name=${name},Values=VALUE.`;
    case 'too-many-values':
      return `The filter "${name}" has more than ${MAX_FILTER_VALUES} values. Give fewer.`;
  }
}
