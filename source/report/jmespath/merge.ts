import {jsonKey} from '../python/json-text.js';
import {PythonError} from '../python/python-error.js';
import {isDictionary, isList, isNested, typeName, type Value} from '../python/value.js';

/** merge(): `dict.update()` of Python for each, which takes pairs too; and only the type of the first argument is checked. @throws {PythonError} */
export function merge(values: readonly Value[]): Value {
  const merged = new Map<string, Value>();
  for (const value of values) {
    for (const [name, member] of pairsOf(value)) {
      merged.set(name, member);
    }
  }
  return merged;
}

function pairsOf(value: Value): Iterable<readonly [string, Value]> {
  return isDictionary(value)
    ? value
    : itemsOf(value, `'${typeName(value)}' object is not iterable`).map(readPair);
}

function readPair(pair: Value, index: number): readonly [string, Value] {
  const element = `dictionary update sequence element #${index}`;
  const items = itemsOf(pair, `cannot convert ${element} to a sequence`);
  const [key, member] = items;
  if (items.length !== 2 || key === undefined || member === undefined) {
    throw new PythonError(`${element} has length ${items.length}; 2 is required`);
  }
  if (isNested(key)) {
    throw new PythonError(`unhashable type: '${typeName(key)}'`);
  }
  return [jsonKey(key), member];
}

/** What Python gives when it goes through a value. */
function itemsOf(value: Value, message: string): readonly Value[] {
  if (isList(value)) {
    return value;
  }
  if (isDictionary(value)) {
    return [...value.keys()];
  }
  if (typeof value === 'string') {
    return [...value];
  }
  throw new PythonError(message);
}
