import {type Filter, filterProblem} from '../task/service-filter.js';
import type {LibrarySource, TaskInput, WatchConfig} from './config.js';

/*
What JavaScript lets through, and what TypeScript can't know: each with what to pass instead, before anything is asked.
*/

const AMI_ID = /^ami-(?:[\da-f]{8}|[\da-f]{17})$/;

/** @throws {TypeError} for anything that can't be polled. */
export function checkSources(sources: unknown): readonly LibrarySource[] {
  const list = Array.isArray(sources) ? sources : [sources];
  if (list.length === 0) {
    throw new TypeError(
      'sources is empty. Pass at least one source, such as one of openEc2Source().',
    );
  }
  for (const source of list) {
    if (typeof source?.describe !== 'function' || typeof source.region !== 'string') {
      throw new TypeError(
        `A source has a region and a describe function, not ${shown(source)}. Pass what openEc2Source() resolves to (await it).`,
      );
    }
  }
  return list;
}

/** @throws {TypeError} */
export function checkImageIds(ids: unknown, name = 'ImageIds'): readonly string[] {
  if (ids === undefined) {
    return [];
  }
  if (!Array.isArray(ids)) {
    throw new TypeError(`${name} is a list of AMI IDs, not ${shown(ids)}.`);
  }
  const wrong = ids.findIndex(id => typeof id !== 'string' || !AMI_ID.test(id));
  if (wrong !== -1) {
    throw new TypeError(
      `${shown(ids[wrong])} in ${name} is not an AMI ID (ami- and 8 or 17 hex digits).`,
    );
  }
  return ids;
}

/** @throws {TypeError} */
export function checkFilters(filters: TaskInput['Filters']): readonly Filter[] {
  if (filters === undefined) {
    return [];
  }
  if (!Array.isArray(filters)) {
    throw new TypeError(`Filters is a list of filters, not ${shown(filters)}.`);
  }
  const read = filters.map(filter => {
    const {Name: name, Values: values} = filter ?? {};
    const areTexts = Array.isArray(values) && values.every(value => typeof value === 'string');
    if (typeof name !== 'string' || !areTexts) {
      throw new TypeError(
        `A filter is {Name: 'task-state', Values: ['Failed']}, not ${shown(filter)}.`,
      );
    }
    return {name, values};
  });
  const problem = filterProblem(read);
  if (problem) {
    const {name, index} = problem;
    const what = {
      'unknown-name': `Filter ${index} has the name ${shown(name)}. The service knows task-state and bucket.`,
      'no-values': `Filter ${index} (${name}) has no Values. Give at least one.`,
      'too-many-values': `Filter ${index} (${name}) has more than 200 Values.`,
    };
    throw new TypeError(what[problem.kind]);
  }
  return read;
}

/** @throws {TypeError} */
export function checkSignal(signal: WatchConfig['signal']): void {
  if (signal !== undefined && typeof signal?.addEventListener !== 'function') {
    throw new TypeError(`signal is an AbortSignal, not ${shown(signal)}.`);
  }
}

/** A duration in milliseconds. @throws {TypeError | RangeError} */
export function checkMs(value: unknown, name: string, least = 0): void {
  if (value !== undefined && typeof value !== 'number') {
    throw new TypeError(`${name} is a number of milliseconds, not ${shown(value)}.`);
  }
  if (value !== undefined && !(value >= least)) {
    throw new RangeError(`${name} is at least ${least}, not ${value}.`);
  }
}

/** @throws {TypeError} */
export function checkFunction(value: unknown, name: string): void {
  if (value !== undefined && typeof value !== 'function') {
    throw new TypeError(`${name} is a function, not ${shown(value)}.`);
  }
}

function shown(value: unknown): string {
  if (typeof value === 'string') {
    return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}...` : value);
  }
  return value instanceof Promise
    ? 'a promise'
    : Array.isArray(value)
      ? 'a list'
      : typeof value === 'object' && value !== null
        ? 'an object'
        : typeof value === 'function'
          ? 'a function'
          : String(value);
}
