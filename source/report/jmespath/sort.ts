import {isOrdered} from '../python/compare.js';
import {typeName, type Value} from '../python/value.js';
import {JMESPATH_TYPES, type PlainType, typeError} from './types.js';

type KeyOf = (item: Value) => Value;

/**
sorted(): stable, and by `<` alone.
@throws {PythonError} where a number meets a text.
*/
export function sort(list: readonly Value[], keys: readonly Value[]): readonly Value[] {
  const order = list.map((_, index) => index);
  order.sort((a, b) => (isOrdered(keys[a] as Value, '<', keys[b] as Value) ? -1 : 1));
  return order.map(index => list[index] as Value);
}

/** sort_by(): the keys are all of the type of the first, a number or a text. @throws {PythonError} */
export function sortByKey(list: readonly Value[], keyOf: KeyOf): readonly Value[] {
  const [first] = list;
  if (first === undefined) {
    return list;
  }
  const type = JMESPATH_TYPES[typeName(keyOf(first))];
  if (type !== 'number' && type !== 'string') {
    throw typeError('sort_by', first, type, ['string', 'number']);
  }
  return sort(list, list.map(checked('sort_by', keyOf, [type])));
}

/** max() with `>` and min() with `<`: the first of the best, null for none. @throws {PythonError} */
export function best(list: readonly Value[], sign: '<' | '>', keyOf: KeyOf = item => item): Value {
  const [first, ...others] = list;
  if (first === undefined) {
    return null;
  }
  let found = first;
  let key = keyOf(first);
  for (const item of others) {
    const next = keyOf(item);
    if (isOrdered(next, sign, key)) {
      found = item;
      key = next;
    }
  }
  return found;
}

/** max_by() and min_by(). @throws {PythonError} */
export function bestBy(name: string, list: readonly Value[], keyOf: KeyOf, sign: '<' | '>'): Value {
  return best(list, sign, checked(name, keyOf, ['number', 'string']));
}

function checked(name: string, keyOf: KeyOf, types: readonly PlainType[]): KeyOf {
  return item => {
    const key = keyOf(item);
    const type = JMESPATH_TYPES[typeName(key)];
    if (!types.includes(type)) {
      throw typeError(name, key, type, types);
    }
    return key;
  };
}
