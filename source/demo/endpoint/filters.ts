import {
  compileFilters as compile,
  type Filter,
  type FilterProblem,
  filterProblem,
} from '../../task/service-filter.js';
import type {DemoTask} from '../demo-task.js';
import {ServiceError} from './service-error.js';

/**
Makes one test of all filters, or refuses them in the service's words.
@throws {ServiceError} InvalidParameterValue for an unknown name, FilterLimitExceeded, MissingParameter.
*/
export function filterTest(filters: readonly Filter[]): (task: DemoTask) => boolean {
  const problem = filterProblem(filters);
  if (problem) {
    throw refusalOf(problem);
  }

  return compile(filters);
}

function refusalOf({kind, index, name}: FilterProblem): ServiceError {
  switch (kind) {
    case 'unknown-name':
      return new ServiceError('InvalidParameterValue', `The filter '${name}' is invalid`);
    case 'no-values':
      return new ServiceError(
        'MissingParameter',
        `The request must contain the parameter Filter.${index + 1}.Value`,
      );
    case 'too-many-values':
      return new ServiceError('FilterLimitExceeded');
  }
}
