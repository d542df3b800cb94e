import {type Clock, momentOf} from '../../poll/clock.js';
import {hopelessError} from '../../poll/hopeless.js';
import type {SourceError, StoreSnapshot, TaskStore} from '../../poll/snapshot.js';
import type {FormatLine} from './change-line.js';
import {outageNotes} from './outages.js';
import {withAlarm} from './store-alarm.js';
import {untilEnd} from './until-end.js';
import type {WaitEnd} from './wait-summary.js';
import type {WatchedTasks} from './watched-tasks.js';

/** A wait is over, or can't begin. */
export type WaitResult = {readonly end: WaitEnd} | {readonly error: SourceError};

export type WaitOptions = {
  readonly watched: WatchedTasks;

  /** When to give up, monotonic; `undefined` for never. */
  readonly timeoutAt: number | undefined;
};

/**
Whether the wait is over, as of a snapshot that `watched` has taken in. A source that can't be asked from the start ends it, because nobody could vouch for its tasks.
@param monotonic Of the same moment.
*/
export function waitResult(
  {watched, timeoutAt}: WaitOptions,
  {sources}: StoreSnapshot,
  monotonic: number,
): WaitResult | undefined {
  const outcome = watched.outcome();
  if (outcome) {
    return {end: outcome};
  }
  const error = sources.map(hopelessError).find(Boolean);
  if (error) {
    return {error};
  }
  return timeoutAt !== undefined && monotonic >= timeoutAt ? {end: 'timed-out'} : undefined;
}

/** The same store, which also speaks up when the time decides something about the wait. */
export function withWaitAlarm(
  store: TaskStore,
  clock: Clock,
  {watched, timeoutAt}: WaitOptions,
): TaskStore {
  return withAlarm(store, clock, () => {
    const moments = [timeoutAt, watched.decidesAt].filter(moment => moment !== undefined);
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
