import {parseJson} from '../../report/python/parse-json.js';
import {isDictionary, isList, type Value} from '../../report/python/value.js';
import type {Filter} from '../../task/service-filter.js';
import {readFilterList} from './request-members.js';
import {parseShorthand, type ResolveFile} from './shorthand.js';

/**
Reads the values of --filters as the aws command does: all of them in shorthand (`Name=bucket,Values=a,b`) or all of them JSON, or one that is a JSON list of them.
Source: awscli/argprocess.py
@param isFile Whether the one value is the content of a file: then it has to be JSON.
@throws {Error} whose message says what is wrong with which value.
*/
export function readFilters(
  values: readonly string[],
  {
    resolveFile,
    isFile = false,
  }: {readonly resolveFile?: ResolveFile; readonly isFile?: boolean} = {},
): readonly Filter[] {
  const [first = ''] = values;
  if (isFile || (values.length === 1 && first.trim().startsWith('['))) {
    return readFilterList(readJson(first), 'the list');
  }
  const isJson = /^[[{]/.test(first.trim());
  return readFilterList(
    values.map(value =>
      isJson ? readObject(value) : oneAsList(parseShorthand(value, resolveFile)),
    ),
    'filter',
  );
}

/** Shorthand can't tell one value from a list of one. */
function oneAsList(filter: ReadonlyMap<string, Value>): Value {
  const values = filter.get('Values');
  return values === undefined || isList(values)
    ? filter
    : new Map([...filter, ['Values', [values]]]);
}

function readObject(json: string): Value {
  const value = json.trimStart().startsWith('{') ? readJson(json) : undefined;
  if (value === undefined || !isDictionary(value)) {
    throw new Error(`"${json}" is no JSON, as the one before it is`);
  }
  return value;
}

function readJson(json: string): Value {
  try {
    return parseJson(json);
  } catch (error) {
    throw new Error(`invalid JSON: ${(error as Error).message}`);
  }
}
