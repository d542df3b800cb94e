import {countCodePoints, reverseText} from '../python/code-points.js';
import {isSame} from '../python/compare.js';
import {jsonText} from '../python/json-text.js';
import {abs, add, divide, toWhole} from '../python/number.js';
import {parseNumber} from '../python/parse-number.js';
import {PythonError} from '../python/python-error.js';
import {repr} from '../python/repr.js';
import {type Dictionary, isList, Reference, typeName, type Value} from '../python/value.js';
import {define, type FunctionSpec, type Visit} from './function-spec.js';
import {merge} from './merge.js';
import {best, bestBy, sort, sortByKey} from './sort.js';
import {JMESPATH_TYPES} from './types.js';

type List = readonly Value[];
type NumberValue = bigint | number;

/** All functions that there are, by name. Source: jmespath/functions.py */
export const FUNCTIONS: Readonly<Record<string, FunctionSpec>> = {
  abs: define([['number']], ([value]: [NumberValue]) => abs(value)),
  avg: define([['array-number']], ([list]: [readonly NumberValue[]]) =>
    list.length === 0 ? null : divide(sum(list), list.length),
  ),
  ceil: define([['number']], ([value]: [NumberValue]) => toWhole(value, Math.ceil)),
  contains: define([['array', 'string'], []], contains),
  ends_with: define([['string'], ['string']], ([text, end]: [string, string]) =>
    text.endsWith(end),
  ),
  floor: define([['number']], ([value]: [NumberValue]) => toWhole(value, Math.floor)),
  join: define([['string'], ['array-string']], ([separator, list]: [string, readonly string[]]) =>
    list.join(separator),
  ),
  keys: define([['object']], ([dictionary]: [Dictionary]) => [...dictionary.keys()]),
  length: define([['string', 'array', 'object']], ([value]: [string | List | Dictionary]) =>
    BigInt(
      typeof value === 'string'
        ? countCodePoints(value)
        : isList(value)
          ? value.length
          : value.size,
    ),
  ),
  map: define([['expref'], ['array']], ([reference, list]: [Reference, List], visit: Visit) =>
    list.map(item => visit(reference, item)),
  ),
  max: define([['array-number', 'array-string']], ([list]: [List]) => best(list, '>')),
  max_by: define([['array'], ['expref']], ([list, reference]: [List, Reference], visit: Visit) =>
    bestBy('max_by', list, item => visit(reference, item), '>'),
  ),
  merge: define([['object']], merge, {isVariadic: true}),
  min: define([['array-number', 'array-string']], ([list]: [List]) => best(list, '<')),
  min_by: define([['array'], ['expref']], ([list, reference]: [List, Reference], visit: Visit) =>
    bestBy('min_by', list, item => visit(reference, item), '<'),
  ),
  not_null: define([[]], (values: List) => values.find(value => value !== null) ?? null, {
    isVariadic: true,
  }),
  reverse: define([['array', 'string']], ([value]: [string | List]) =>
    typeof value === 'string' ? reverseText(value) : value.toReversed(),
  ),
  sort: define([['array-string', 'array-number']], ([list]: [List]) => sort(list, list)),
  sort_by: define([['array'], ['expref']], ([list, reference]: [List, Reference], visit: Visit) =>
    sortByKey(list, item => visit(reference, item)),
  ),
  starts_with: define([['string'], ['string']], ([text, start]: [string, string]) =>
    text.startsWith(start),
  ),
  sum: define([['array-number']], ([list]: [readonly NumberValue[]]) => sum(list)),
  to_array: define([[]], ([value]: [Value]) => (isList(value) ? value : [value])),
  to_number: define([[]], ([value]: [Value]) => toNumber(value)),
  to_string: define([[]], ([value]: [Value]) =>
    typeof value === 'string' ? value : compactJson(value),
  ),
  type: define([[]], ([value]: [Value]) =>
    value instanceof Reference ? null : JMESPATH_TYPES[typeName(value)],
  ),
  values: define([['object']], ([dictionary]: [Dictionary]) => [...dictionary.values()]),
};

function sum(list: readonly NumberValue[]): NumberValue {
  return list.reduce(add, 0n);
}

function contains([subject, search]: [string | List, Value]): boolean {
  if (typeof subject !== 'string') {
    return subject.some(item => isSame(item, search));
  }
  if (typeof search !== 'string') {
    throw new PythonError(`'in <string>' requires string as left operand, not ${typeName(search)}`);
  }
  return subject.includes(search);
}

function toNumber(value: Value): NumberValue | null {
  if (value instanceof Reference) {
    throw new PythonError(
      "int() argument must be a string, a bytes-like object or a real number, not '_Expression'",
    );
  }
  if (typeof value === 'string') {
    return parseNumber(value);
  }
  return typeof value === 'bigint' || typeof value === 'number' ? value : null;
}

function compactJson(value: Value): string {
  return jsonText(value, {
    indent: undefined,
    comma: ',',
    colon: ':',
    isAscii: true,
    reference: reference => JSON.stringify(repr(reference)),
  });
}
