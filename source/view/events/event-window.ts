import {formatDayClock, formatTime, weekday} from '../../task/format.js';
import type {Looked} from '../state/looked.js';
import {isProblem} from './event-items.js';
import type {EventLineParts} from './event-line.js';
import type {EventItem} from './events-state.js';
import type {EventsView} from './events-view.js';

/** A line of the log: an item, or what lies between two. */
export type LogLine =
  | {readonly type: 'item'; readonly item: EventItem; readonly index: number}
  | {readonly type: 'rule'; readonly text: string}
  | {readonly type: 'end'; readonly text: string};

export type WindowParts = EventLineParts & {readonly looked: Looked; readonly startedAt: number};

/**
The lines in sight, with the cursor's item on a line of its own choice: only these are made, however long the log is.
@param height Lines that there is room for.
@param line Where the cursor's item shall be; it moves where the log has not so many lines above it, or would leave room below.
*/
export function eventWindow(
  view: EventsView,
  height: number,
  line: number,
  parts: WindowParts,
): {readonly lines: readonly LogLine[]; readonly line: number} {
  const {items, index} = view;
  const below: LogLine[] = [];
  for (let next = index + 1; next <= items.length && below.length < height; next++) {
    below.push(...(next < items.length ? linesOf(view, next, parts) : endLines(view, parts)));
  }

  // Over the last of the log the line that ends it is in sight, too.
  const last = index === items.length - 1 ? below.length : 0;
  const wanted = Math.max(0, Math.min(index === 0 ? height : line, height - 1 - last));
  const least = Math.max(wanted, height - 1 - below.length);
  const [own, ...above] = linesOf(view, index, parts).reverse();
  for (let next = index - 1; next >= 0 && above.length < least; next--) {
    above.push(...linesOf(view, next, parts).reverse());
  }

  const at = Math.min(least, above.length);
  const lines = [...above.slice(0, at).reverse(), ...(own ? [own] : []), ...below];
  return {lines: lines.slice(0, height), line: at};
}

/** How many lines lie between two items and the cursor's new line, at most `limit`. */
export function linesBetween(
  view: EventsView,
  from: number,
  to: number,
  limit: number,
  parts: WindowParts,
): number {
  let count = 0;
  for (let next = Math.min(from, to) + 1; next <= Math.max(from, to) && count < limit; next++) {
    count += linesOf(view, next, parts).length;
  }

  return to > from ? count : -count;
}

/** What is above an item, and the item itself. */
function linesOf({items}: EventsView, index: number, parts: WindowParts): LogLine[] {
  const item = items[index];
  const newer = items[index - 1];
  if (!item) {
    return [];
  }

  const day = dayOf(item, parts);
  const isLookedBefore = newer && isNewer(newer, parts.looked) && !isNewer(item, parts.looked);
  const isDay = newer === undefined || dayOf(newer, parts) !== day;
  return [
    ...(isLookedBefore ? [lookedRule(parts)] : []),
    ...(isDay ? [rule(`${LONG_DAYS[weekday(day)]} ${day.slice(5)}`)] : []),
    {type: 'item', item, index},
  ];
}

/** What is below the oldest item. */
function endLines({items, log}: EventsView, parts: WindowParts): LogLine[] {
  const {looked, display, now, startedAt} = parts;
  const oldest = items.at(-1);
  const isAllNew = oldest && isNewer(oldest, looked) && looked.since.at > startedAt;
  const text =
    log.completeSince === undefined
      ? `watched since ${formatDayClock(startedAt, display.isUtc, now)}`
      : `complete since ${formatTime(log.completeSince, display.isUtc)}: what happened before had to make room`;
  return [...(isAllNew ? [lookedRule(parts)] : []), {type: 'end', text}];
}

function lookedRule({looked, display, now}: WindowParts): LogLine {
  return rule(`you looked last: ${formatDayClock(looked.since.at, display.isUtc, now)}`);
}

function rule(text: string): LogLine {
  return {type: 'rule', text};
}

const LONG_DAYS: Readonly<Record<string, string>> = {
  Sun: 'Sunday',
  Mon: 'Monday',
  Tue: 'Tuesday',
  Wed: 'Wednesday',
  Thu: 'Thursday',
  Fri: 'Friday',
  Sat: 'Saturday',
};

function isNewer(item: EventItem, {since}: Looked): boolean {
  return isProblem(item) ? item.at > since.at : item.seq > since.seq;
}

/** The date of an item, `2026-01-31`. */
function dayOf({at}: EventItem, {display}: WindowParts): string {
  return formatTime(at, display.isUtc).slice(0, 10);
}
