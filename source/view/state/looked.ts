import type {EventHistory, LoggedEvent} from '../../poll/tasks/event-log.js';

/** A moment at which somebody looked at the screen. */
export type Glance = {
  /** By this machine's clock, ms since the epoch. */
  readonly at: number;

  /** Number of the last event that there was by then. */
  readonly seq: number;
};

/** When somebody looked: every key that is pressed is a look. The one state that the list's line, the marks, the title and the log of events count from. */
export type Looked = {
  /** What has happened after this is news. */
  readonly since: Glance;

  /** The last key. */
  readonly lastKey: Glance;

  /** Keys of tasks whose news is seen, because a key was pressed while they were selected. */
  readonly seen: ReadonlySet<string>;
};

/** Keys that follow each other within this time (ms) are one visit: whoever has come back wants to read what happened meanwhile with more than one key. */
const VISIT_MS = 5 * 60_000;

const NOTHING_SEEN: ReadonlySet<string> = new Set();

/** Nothing that the log holds by now is news. */
export function startLooking(history: Pick<EventHistory, 'events'>, now: number): Looked {
  const glance = {at: now, seq: lastSeq(history)};
  return {since: glance, lastKey: glance, seen: NOTHING_SEEN};
}

/**
A key was pressed. What was news stays news, so that it can be read; without any it counts from here.
@param selected Key of the task that is selected: its news is seen, unless this key is the first of somebody who has come back.
*/
export function lookAgain(
  looked: Looked,
  history: Pick<EventHistory, 'events'>,
  now: number,
  selected?: string,
): Looked {
  const {since, lastKey, seen} = noteNews(looked, history, now);
  const glance = {at: now, seq: lastSeq(history)};
  if (!hasNews(history, since.seq)) {
    return {since: glance, lastKey: glance, seen: NOTHING_SEEN};
  }

  const isBack = isAway(lastKey, now);
  const isSeen = selected !== undefined && !isBack && !seen.has(selected);
  return {since, lastKey: glance, seen: isSeen ? new Set([...seen, selected]) : seen};
}

/** Something may have happened: once nobody has pressed a key for the length of a visit, it counts from the last one. */
export function noteNews(
  looked: Looked,
  history: Pick<EventHistory, 'events'>,
  now: number,
): Looked {
  const {since, lastKey} = looked;
  return lastKey !== since && isAway(lastKey, now) && hasNews(history, lastKey.seq)
    ? {since: lastKey, lastKey, seen: NOTHING_SEEN}
    : looked;
}

/** All of it is read: nothing is news any more. */
export function clearNews(looked: Looked, history: Pick<EventHistory, 'events'>): Looked {
  const {since, lastKey} = looked;
  if (!hasNews(history, since.seq)) {
    return looked;
  }

  const glance = {...lastKey, seq: lastSeq(history)};
  return {since: glance, lastKey: glance, seen: NOTHING_SEEN};
}

/** Whether an event is news: neither progress nor seen before. */
export function isNews({since, seen}: Pick<Looked, 'since' | 'seen'>, event: LoggedEvent): boolean {
  return (
    event.seq > since.seq &&
    event.type !== 'progressed' &&
    (event.type === 'gap' || !seen.has(event.key))
  );
}

function isAway(lastKey: Glance, now: number): boolean {
  return now - lastKey.at > VISIT_MS;
}

function lastSeq({events}: Pick<EventHistory, 'events'>): number {
  return events.at(-1)?.seq ?? 0;
}

/** Whether anything but progress has happened since. */
function hasNews({events}: Pick<EventHistory, 'events'>, seq: number): boolean {
  for (let index = events.length - 1; index >= 0; index--) {
    const event = events[index] as LoggedEvent;
    if (event.seq <= seq) {
      return false;
    }

    if (event.type !== 'progressed') {
      return true;
    }
  }

  return false;
}
