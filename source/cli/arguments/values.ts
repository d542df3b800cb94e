import {readDuration} from '../../task/when.js';

/**
Readers of single values. Each takes the text as it was given and returns `undefined` when it isn't one; the caller says which option it was.
*/

/** An AMI ID: `ami-` and 8 hexadecimal digits, or 17 since 2016. */
export function isImageId(text: string): boolean {
  return /^ami-(?:[\da-f]{8}|[\da-f]{17})$/.test(text);
}

/** A whole number, as Python's int() reads it: a sign, leading zeros and a `_` between digits are allowed. One that is too large for a number here is so large that nothing reaches it. */
export function readInteger(text: string): number | undefined {
  return /^\s*[+-]?\d+(?:_\d+)*\s*$/.test(text) ? Number(text.replaceAll('_', '')) : undefined;
}

/** A decimal number of seconds that isn't negative, in milliseconds. */
export function readSeconds(text: string): number | undefined {
  const value = /^\d+(?:\.\d+)?$/.test(text.trim()) ? Number(text) * 1000 : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

/** A whole number of seconds that isn't negative, in milliseconds. */
export function readWholeSeconds(text: string): number | undefined {
  const value = readInteger(text);
  return value !== undefined && value >= 0 ? value * 1000 : undefined;
}

/** As `timeout` of coreutils takes it: a duration, or a number of seconds. In milliseconds. */
export function readDurationOrSeconds(text: string): number | undefined {
  return readSeconds(text) ?? readDuration(text);
}
