import {PythonError} from '../python/python-error.js';
import {repr, str} from '../python/repr.js';
import type {TypeName, Value} from '../python/value.js';

/** What JMESPath calls the types of Python. */
export const JMESPATH_TYPES = {
  NoneType: 'null',
  bool: 'boolean',
  int: 'number',
  float: 'number',
  str: 'string',
  list: 'array',
  dict: 'object',
  _Expression: 'expref',
} as const satisfies Record<TypeName, string>;

export type PlainType = (typeof JMESPATH_TYPES)[TypeName];

/** A list whose items are of one type. */
export type TypeOfList = 'array-number' | 'array-string';

export type Type = PlainType | TypeOfList;

/** The types of Python that a type of JMESPath stands for. */
export function typesNamed(type: Type): readonly TypeName[] {
  return (Object.keys(JMESPATH_TYPES) as TypeName[]).filter(name => JMESPATH_TYPES[name] === type);
}

/** @param actual The type's name: that of JMESPath for an argument, Python's for an item of one. */
export function typeError(
  name: string,
  value: Value,
  actual: string,
  expected: readonly string[],
): PythonError {
  return new PythonError(
    `In function ${name}(), invalid type for value: ${str(value)}, expected one of: ${repr(expected)}, received: "${actual}"`,
  );
}
