import {PythonError} from '../python/python-error.js';
import {isList, type TypeName, typeName, type Value} from '../python/value.js';
import type {Visit} from './function-spec.js';
import {FUNCTIONS} from './functions.js';
import {JMESPATH_TYPES, type Type, type TypeOfList, typeError, typesNamed} from './types.js';

/**
Calls a function with arguments whose number and types are checked first.
Source: jmespath/functions.py, Functions.call_function
@throws {PythonError}
*/
export function callFunction(name: string, values: readonly Value[], visit: Visit): Value {
  const spec = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (!spec) {
    throw new PythonError(`Unknown function: ${name}()`);
  }
  const {signature, isVariadic} = spec;
  if (isVariadic ? values.length < signature.length : values.length !== signature.length) {
    const expected = `${isVariadic ? 'at least ' : ''}${signature.length} argument${signature.length === 1 ? '' : 's'}`;
    throw new PythonError(`Expected ${expected} for function ${name}(), received ${values.length}`);
  }
  for (const [index, types] of signature.entries()) {
    if (types.length > 0) {
      checkType(name, values[index] as Value, types);
    }
  }
  return spec.call(values, visit);
}

function checkType(name: string, value: Value, types: readonly Type[]): void {
  const actual = typeName(value);
  const outer = types.flatMap(type => typesNamed(type.split('-')[0] as Type));
  if (!outer.includes(actual)) {
    throw typeError(name, value, JMESPATH_TYPES[actual], types);
  }
  const ofItems = types
    .filter((type): type is TypeOfList => type.includes('-'))
    .map(type => typesNamed(type.split('-')[1] as Type));
  if (ofItems.length > 0 && isList(value)) {
    checkItems(name, value, types, ofItems);
  }
}

/** All items are of one of the types: where there are several, of that of the first item. */
function checkItems(
  name: string,
  list: readonly Value[],
  types: readonly Type[],
  ofItems: readonly (readonly TypeName[])[],
): void {
  const allowed =
    ofItems.length === 1 || list.length === 0
      ? ofItems[0]
      : ofItems.find(names => names.includes(typeName(list[0] as Value)));
  const misfit = list.find(item => !allowed?.includes(typeName(item)));
  if (misfit !== undefined) {
    throw typeError(name, misfit, typeName(misfit), types);
  }
}
