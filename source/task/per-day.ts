import {isRunning, type StoreImageTask} from './store-image-task.js';

/** A day of the calendar. */
export type CalendarDay = {
  /** `2026-11-26` */
  readonly name: string;

  /** When it begins, ms since the epoch. */
  readonly start: number;
};

/** The tasks that started on a day, by what has become of them. */
export type DayCounts = {
  /** All of them; what is neither of the following has a state that the API doesn't document. */
  readonly started: number;
  readonly completed: number;
  readonly failed: number;
  readonly running: number;
};

/**
The last days of the calendar, oldest first; the last one is the day of `now`.
@param now Milliseconds since the epoch.
@param isUtc Days of UTC instead of this machine's time zone.
*/
export function calendarDays(now: number, count: number, isUtc: boolean): readonly CalendarDay[] {
  const today = new Date(now);
  const ago = (days: number) =>
    isUtc
      ? Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate() - days)
      : new Date(today.getFullYear(), today.getMonth(), today.getDate() - days).getTime();
  return Array.from({length: count}, (_, index) => {
    const start = ago(count - 1 - index);
    return {name: dayName(start, isUtc), start};
  });
}

function dayName(at: number, isUtc: boolean): string {
  const date = new Date(at);
  const [year, month, day] = isUtc
    ? [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
    : [date.getFullYear(), date.getMonth(), date.getDate()];
  return [year, month + 1, day].map(part => String(part).padStart(2, '0')).join('-');
}

/**
Counts tasks by the day they started on. The first day takes what started before it, too, and the last what started after it: the service lists 31 days to the hour, and its clock may be ahead. A task whose start the service has not filled in yet is on the last day.
@param days When each day begins, ms since the epoch, oldest first.
@returns As many counts as days.
*/
export function startedPerDay(
  tasks: Iterable<Pick<StoreImageTask, 'startedAt' | 'storeTaskState'>>,
  days: readonly number[],
): readonly DayCounts[] {
  const counts = days.map(() => ({started: 0, completed: 0, failed: 0, running: 0}));
  for (const task of tasks) {
    const day = counts[dayOf(task.startedAt ?? Number.POSITIVE_INFINITY, days)];
    if (day) {
      day.started++;
      day.completed += Number(task.storeTaskState === 'Completed');
      day.failed += Number(task.storeTaskState === 'Failed');
      day.running += Number(isRunning(task));
    }
  }

  return counts;
}

/** The place of the last day that has begun by then, or the first. */
function dayOf(at: number, days: readonly number[]): number {
  let low = 0;
  let high = days.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((days[middle] ?? 0) <= at) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }

  return low;
}
