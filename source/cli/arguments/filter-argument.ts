import type {Filter} from '../../task/service-filter.js';
import {parseShorthand} from './shorthand.js';

/**
Reads the values of --filters: each in shorthand (`Name=bucket,Values=a,b`) or JSON, or one that is a JSON list of them.
@throws {Error} whose message says what is wrong with which value.
*/
export function readFilters(values: readonly string[]): readonly Filter[] {
  const [first] = values;
  if (values.length === 1 && first?.trimStart().startsWith('[')) {
    return filtersOf(parseJson(first));
  }
  return values.map(value =>
    filterOf(
      value.trimStart().startsWith('{')
        ? parseJson(value)
        : Object.fromEntries(parseShorthand(value)),
    ),
  );
}

/**
Checks what a JSON text says the filters are.
@throws {Error}
*/
export function filtersOf(value: unknown): readonly Filter[] {
  if (!Array.isArray(value)) {
    throw new Error('a list of filters was expected');
  }
  return value.map(item => filterOf(item));
}

function filterOf(value: unknown): Filter {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error('a filter has a Name and Values');
  }
  const {Name: name, Values: given, ...others} = value as Record<string, unknown>;
  const [unknownKey] = Object.keys(others);
  if (unknownKey !== undefined) {
    throw new Error(`a filter has a Name and Values, not "${unknownKey}"`);
  }
  const values = typeof given === 'string' ? [given] : (given ?? []);
  if (
    typeof name !== 'string' ||
    !Array.isArray(values) ||
    values.some(one => typeof one !== 'string')
  ) {
    throw new Error('a filter has a Name that is a text and Values that are texts');
  }
  return {name, values};
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`invalid JSON: ${(error as Error).message}`);
  }
}
