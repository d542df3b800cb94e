import {type Clock, momentOf} from '../../poll/clock.js';
import {hopelessError, isUnknownAmi} from '../../poll/hopeless.js';
import type {StoreSnapshot, TaskStore} from '../../poll/snapshot.js';
import type {FormatLine} from './change-line.js';
import {outageNotes} from './outages.js';
import type {GivenUp, Patience} from './patience.js';
import {withAlarm} from './store-alarm.js';
import {untilEnd} from './until-end.js';
import type {WaitEnd} from './wait-summary.js';
import type {WatchedTasks} from './watched-tasks.js';

/** A wait is over, or nothing can come of it any more. */
export type WaitResult =
  | {
      readonly end: WaitEnd;

      /** Its time ran out, though it may have seen enough to say how it ended. @default false */
      readonly isTimedOut?: boolean;
    }
  | {readonly error: GivenUp};

export type WaitOptions = {
  readonly watched: WatchedTasks;
  readonly patience: Patience;

  /** When to give up, monotonic; `undefined` for never. */
  readonly timeoutAt: number | undefined;

  /** No time at all is given: every source is asked once, and that is all. */
  readonly isAskedOnce: boolean;
};

/**
Whether the wait is over, as of a snapshot that `watched` has taken in. A source that can't be asked from the start ends it, because nobody could vouch for its tasks, and so does one that this process can't outlive.
@param monotonic Of the same moment.
*/
export function waitResult(
  {watched, patience, timeoutAt, isAskedOnce}: WaitOptions,
  {sources}: StoreSnapshot,
  monotonic: number,
): WaitResult | undefined {
  const givenUp = patience.update(sources, monotonic);
  const outcome = watched.outcome();
  if (outcome) {
    return {end: outcome};
  }
  const error = sources.map(hopelessError).find(Boolean) ?? givenUp;
  if (error) {
    return {error};
  }
  if (timeoutAt === undefined || monotonic < timeoutAt) {
    return undefined;
  }
  const unread = isAskedOnce ? sources.filter(source => !isRead(source)) : [];
  if (unread.length > 0) {
    const failed = unread.find(source => source.error)?.error;
    return failed && {error: failed};
  }
  // A failure that was seen is more than that the time ran out.
  return {end: watched.hasFailure ? 'failed' : 'timed-out', isTimedOut: true};
}

function isRead(source: StoreSnapshot['sources'][number]): boolean {
  return source.status === 'ready' || isUnknownAmi(source);
}

/** The same store, which also speaks up when the time decides something about the wait. */
export function withWaitAlarm(
  store: TaskStore,
  clock: Clock,
  {watched, patience, timeoutAt}: WaitOptions,
): TaskStore {
  return withAlarm(store, clock, () => {
    const moments = [timeoutAt, watched.decidesAt, patience.endsAt].filter(
      moment => moment !== undefined,
    );
    return moments.length > 0 ? Math.min(...moments) : undefined;
  });
}

export type WaitIo = {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly formatLine: FormatLine;

  /** Takes the lines. */
  readonly write: (text: string) => void;

  /** Takes one sentence for the person who waits. */
  readonly note: (sentence: string) => void;
};

/**
Waits until every task watched is settled, and writes a line for each change on the way.
@returns `undefined` when it was interrupted.
*/
export function waitForTasks(
  store: TaskStore,
  options: WaitOptions,
  {clock, signal, formatLine, write, note}: WaitIo,
): Promise<WaitResult | undefined> {
  const tellOutages = outageNotes(note);
  return untilEnd(withWaitAlarm(store, clock, options), signal, snapshot => {
    const moment = momentOf(clock);
    tellOutages(snapshot, moment.monotonic);
    for (const line of options.watched.update(snapshot, moment)) {
      write(formatLine(line));
    }
    return waitResult(options, snapshot, moment.monotonic);
  });
}
