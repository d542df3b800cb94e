import type {DemoTask} from './demo-task.js';
import {ServiceError} from './service-error.js';

export type Filters = readonly {readonly name: string; readonly values: readonly string[]}[];

const MAX_VALUES = 200;

const MEMBERS: ReadonlyMap<string, (task: DemoTask) => string> = new Map([
  ['task-state', (task: DemoTask) => task.storeTaskState],
  ['bucket', (task: DemoTask) => task.bucket],
]);

/**
Makes one test of all filters: values are ORed, filters ANDed, everything case-sensitive, `*` and `?` are wildcards that `\` escapes.
Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html
@throws {ServiceError} InvalidParameterValue for an unknown name, FilterLimitExceeded, MissingParameter.
*/
export function compileFilters(filters: Filters): (task: DemoTask) => boolean {
  const tests = filters.map(({name, values}, index) => {
    const member = MEMBERS.get(name);
    if (!member) {
      throw new ServiceError('InvalidParameterValue', `The filter '${name}' is invalid`);
    }

    if (values.length === 0) {
      throw new ServiceError(
        'MissingParameter',
        `The request must contain the parameter Filter.${index + 1}.Value`,
      );
    }

    if (values.length > MAX_VALUES) {
      throw new ServiceError('FilterLimitExceeded');
    }

    const matchers = values.map(matcher);
    return (task: DemoTask) => {
      const actual = member(task);
      return matchers.some(matches => matches(actual));
    };
  });

  return task => tests.every(test => test(task));
}

function matcher(value: string): (actual: string) => boolean {
  if (!/[*?\\]/.test(value)) {
    return actual => actual === value;
  }

  // An asterisk is zero or more characters, a question mark zero or one.
  const source = value.replaceAll(/\\(.)|\*+|[\s\S]/gu, (part, escaped: string | undefined) => {
    if (escaped !== undefined) {
      return escapeRegExp(escaped);
    }

    if (part.startsWith('*')) {
      return '.*';
    }

    return part === '?' ? '.?' : escapeRegExp(part);
  });
  const pattern = new RegExp(`^${source}$`, 'su');
  return actual => pattern.test(actual);
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
