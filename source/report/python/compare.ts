import {compareText} from './code-points.js';
import {PythonError} from './python-error.js';
import {isDictionary, isList, typeName, type Value} from './value.js';

/** `a == b`: whole numbers equal floats and booleans of the same value, members are compared one by one. */
export function equals(a: Value, b: Value): boolean {
  if (isNumeric(a) && isNumeric(b)) {
    return compareNumbers(numberOf(a), numberOf(b)) === 0;
  }
  if (isList(a) && isList(b)) {
    return a.length === b.length && a.every((item, index) => isSame(item, b[index] as Value));
  }
  if (isDictionary(a) && isDictionary(b)) {
    return (
      a.size === b.size &&
      [...a].every(([name, value]) => b.has(name) && isSame(value, b.get(name) as Value))
    );
  }
  return a === b;
}

/** Equal, or the very same object: so NaN is found in a list though it doesn't equal itself. */
export function isSame(a: Value, b: Value): boolean {
  return Object.is(a, b) || equals(a, b);
}

const COMPARE = {
  '<': (order: number) => order < 0,
  '<=': (order: number) => order <= 0,
  '>': (order: number) => order > 0,
  '>=': (order: number) => order >= 0,
} as const;

export type OrderSign = keyof typeof COMPARE;

/** Orders two numbers or two texts. @throws {PythonError} for one of each. */
export function isOrdered(a: Value, sign: OrderSign, b: Value): boolean {
  if (typeof a === 'string' && typeof b === 'string') {
    return COMPARE[sign](compareText(a, b));
  }
  if (isNumeric(a) && isNumeric(b)) {
    return COMPARE[sign](compareNumbers(numberOf(a), numberOf(b)));
  }
  throw new PythonError(
    `'${sign}' not supported between instances of '${typeName(a)}' and '${typeName(b)}'`,
  );
}

/** Exact between a bigint and a number, as in Python. NaN, which no comparison holds for, when either is NaN. */
function compareNumbers(a: bigint | number, b: bigint | number): number {
  return a < b ? -1 : a > b ? 1 : a <= b ? 0 : Number.NaN;
}

function isNumeric(value: Value): value is boolean | bigint | number {
  return typeof value === 'boolean' || typeof value === 'bigint' || typeof value === 'number';
}

function numberOf(value: boolean | bigint | number): bigint | number {
  return typeof value === 'boolean' ? BigInt(value) : value;
}
