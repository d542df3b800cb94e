import prettyMilliseconds from 'pretty-ms';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HALF_DAY = 12 * 60 * MINUTE;

/**
A length of time as people say it, with two units at most: `45s`, `4m 10s`, `2h 5m`, `3d 4h`.
@param ms Milliseconds; a negative one (clocks disagree) counts as 0.
*/
export function formatDuration(ms: number): string {
  const whole = Math.floor(Math.max(0, ms) / SECOND) * SECOND;
  return whole === 0 ? '0s' : prettyMilliseconds(whole, {unitCount: 2, secondsDecimalDigits: 0});
}

/**
How long ago something was, one unit, at most 7 characters for the 31 days that the service lists: `<1m ago`, `3m ago`, `12d ago`. Below a minute it has no digits, so that a row doesn't change every second.
@param ms Milliseconds since then; a negative one counts as 0.
*/
export function formatAgo(ms: number): string {
  return ms < MINUTE
    ? '<1m ago'
    : `${prettyMilliseconds(Math.floor(ms / MINUTE) * MINUTE, {unitCount: 1})} ago`;
}

/**
A time to go, to the minute and rounded up, because more would be invented: `<1m`, `4m`, `2h 5m`.
@param ms Milliseconds.
*/
export function formatRemaining(ms: number): string {
  return ms < MINUTE ? '<1m' : prettyMilliseconds(Math.ceil(ms / MINUTE) * MINUTE, {unitCount: 2});
}

/**
A moment as `2026-01-31 14:05:09`, in local time, or in UTC with a `Z`.
@param at Milliseconds since the epoch.
*/
export function formatTime(at: number, isUtc: boolean): string {
  const shifted = isUtc ? at : at - new Date(at).getTimezoneOffset() * MINUTE;
  const iso = new Date(shifted).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}${isUtc ? 'Z' : ''}`;
}

/**
The clock time of a moment, `14:05:09` or `14:05:09Z`; with the day (`01-31 14:05:09`) where it is too far away for the time alone to tell.
@param now Milliseconds since the epoch, as `at`.
*/
export function formatClock(at: number, isUtc: boolean, now: number): string {
  return formatTime(at, isUtc).slice(Math.abs(now - at) < HALF_DAY ? 11 : 5);
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const WEEK = 14 * HALF_DAY;

/**
A moment as people say it who have looked at it before: `18:02` today, `Fri 18:02` within a week, `11-20 18:02` before; with a `Z` in UTC.
@param now Milliseconds since the epoch, as `at`.
*/
export function formatDayClock(at: number, isUtc: boolean, now: number): string {
  const [day = '', clock = ''] = formatTime(at, isUtc).split(' ');
  const time = `${clock.slice(0, 5)}${isUtc ? 'Z' : ''}`;
  if (formatTime(now, isUtc).startsWith(day)) {
    return time;
  }

  return Math.abs(now - at) < WEEK - 2 * HALF_DAY
    ? `${weekday(day)} ${time}`
    : `${day.slice(5)} ${time}`;
}

/** The day of the week of a date such as `2026-01-31`: `Sat`. */
export function weekday(date: string): string {
  return WEEKDAYS[new Date(`${date}T00:00Z`).getUTCDay()] ?? '';
}

/** The date and time without year and seconds, for a column: `01-31 14:05`. 31 days never need the year. */
export function formatShortTime(at: number, isUtc: boolean): string {
  return `${formatTime(at, isUtc).slice(5, 16)}${isUtc ? 'Z' : ''}`;
}

/**
Percent per minute with as many digits as tell something: `12%/min`, `1.4%/min`, `0.05%/min`.
@param perMinute Percent per minute, 0 or more.
*/
export function formatRate(perMinute: number): string {
  const digits = perMinute >= 10 ? 0 : perMinute >= 1 ? 1 : 2;
  return `${perMinute.toFixed(digits)}%/min`;
}
