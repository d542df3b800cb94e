import {parse as parseUnit} from '@lukeed/ms';

/** `90s`, `30m`, `2h`, `7d`, `1h30m`, in milliseconds; `undefined` for anything else, a number alone included. */
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

/**
A point in time, as --since and the search term `since:` take it: so long ago, or an ISO 8601 date or time (UTC when it is a date, local when it is a time without a zone, as ECMAScript reads them).
@param now Milliseconds since the epoch.
@returns Milliseconds since the epoch; `undefined` for anything else.
*/
export function readSince(text: string, now: number): number | undefined {
  const ago = readDuration(text);
  if (ago !== undefined) {
    return now - ago;
  }
  const time = /^\d{4}-\d{2}-\d{2}/.test(text.trim()) ? Date.parse(text.trim()) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}
