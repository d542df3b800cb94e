import {parse as parseUnit} from '@lukeed/ms';

/**
Readers of single values. Each takes the text as it was given and returns `undefined` when it isn't one; the caller says which option it was.
*/

/** An AMI ID: `ami-` and 8 hexadecimal digits, or 17 since 2016. */
export function isImageId(text: string): boolean {
  return /^ami-(?:[\da-f]{8}|[\da-f]{17})$/.test(text);
}

/** A whole number, as Python's int() reads it: a sign and leading zeros are allowed. */
export function readInteger(text: string): number | undefined {
  const value = /^\s*[+-]?\d+\s*$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(value) ? value : undefined;
}

/** A decimal number of seconds that isn't negative, in milliseconds. */
export function readSeconds(text: string): number | undefined {
  const value = /^\d+(?:\.\d+)?$/.test(text.trim()) ? Number(text) * 1000 : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

/** `90s`, `30m`, `2h`, `7d`, `1h30m`, in milliseconds; a number alone is no duration. */
export function readDuration(text: string): number | undefined {
  const parts = text.trim().match(/\d+(?:\.\d+)? *[a-z]+ */gi);
  if (!parts || parts.join('') !== text.trim()) {
    return undefined;
  }
  const lengths = parts.map(
    part => parseUnit(part.trim()) ?? (Number.parseFloat(part) === 0 ? 0 : Number.NaN),
  );
  const sum = lengths.reduce((total, length) => total + length, 0);
  return Number.isFinite(sum) ? sum : undefined;
}

/** As `timeout` of coreutils takes it: a duration, or a number of seconds. In milliseconds. */
export function readDurationOrSeconds(text: string): number | undefined {
  return readSeconds(text) ?? readDuration(text);
}

/**
A point in time: so long ago, or an ISO 8601 date or time (UTC when it is a date, local when it is a time without a zone, as ECMAScript reads them).
@returns Milliseconds since the epoch.
*/
export function readSince(text: string, now: number): number | undefined {
  const ago = readDuration(text);
  if (ago !== undefined) {
    return now - ago;
  }
  const time = /^\d{4}-\d{2}-\d{2}/.test(text.trim()) ? Date.parse(text.trim()) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}
