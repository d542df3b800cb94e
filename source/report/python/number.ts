import {PythonError} from './python-error.js';

/** Python refuses to read a longer int, because that takes quadratic time. Source: sys.set_int_max_str_digits */
export const MAX_DIGITS = 4300;

/** A float as Python's repr() writes it: the shortest text that is read back as the same number, always with a point or an exponent. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) {
    return 'nan';
  }
  if (!Number.isFinite(value)) {
    return value > 0 ? 'inf' : '-inf';
  }
  const [mantissa = '', power = '0'] = value.toExponential().split('e');
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 16) {
    const digits = String(Math.abs(exponent)).padStart(2, '0');
    return `${mantissa}e${exponent < 0 ? '-' : '+'}${digits}`;
  }
  const text = Object.is(value, -0) ? '-0' : String(value);
  return Number.isInteger(value) ? `${text}.0` : text;
}

/** @throws {PythonError} when the int is beyond every float. */
export function toFloat(value: bigint | number): number {
  const float = Number(value);
  if (typeof value === 'bigint' && !Number.isFinite(float)) {
    throw new PythonError('int too large to convert to float');
  }
  return float;
}

/** @throws {PythonError} */
export function add(a: bigint | number, b: bigint | number): bigint | number {
  return typeof a === 'bigint' && typeof b === 'bigint' ? a + b : toFloat(a) + toFloat(b);
}

/**
`a / count`, rounded once.
@param count Above 0.
@throws {PythonError}
*/
export function divide(a: bigint | number, count: number): number {
  if (typeof a === 'number' || isExact(a)) {
    return Number(a) / count;
  }
  // So many more bits that those of a float are all there, and one that says whether anything follows them.
  const extra = 64n;
  const divisor = BigInt(count);
  const scaled = a << extra;
  const isLarge = abs(a) >> 256n !== 0n;
  const dividend = isLarge ? a : scaled;
  const quotient = dividend / divisor;
  const rest = quotient * divisor === dividend ? 0n : 1n;
  const rounded = Number(abs(quotient) | rest) * (a < 0n ? -1 : 1);
  const result = isLarge ? rounded : rounded / 2 ** Number(extra);
  if (!Number.isFinite(result)) {
    throw new PythonError('integer division result too large for a float');
  }
  return result;
}

function isExact(value: bigint): boolean {
  return abs(value) <= BigInt(Number.MAX_SAFE_INTEGER);
}

export function abs<T extends bigint | number>(value: T): T {
  return (typeof value === 'bigint' ? (value < 0n ? -value : value) : Math.abs(value)) as T;
}

/** math.ceil() and math.floor(): an int. @throws {PythonError} */
export function toWhole(value: bigint | number, round: (value: number) => number): bigint {
  if (typeof value === 'bigint') {
    return value;
  }
  if (!Number.isFinite(value)) {
    throw new PythonError(
      `cannot convert float ${Number.isNaN(value) ? 'NaN' : 'infinity'} to integer`,
    );
  }
  return BigInt(round(value));
}
