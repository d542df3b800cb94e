import type {Clock} from '../../poll/clock.js';
import {hopelessError} from '../../poll/hopeless.js';
import type {ServiceOffset} from '../../poll/service-clock.js';
import type {SourceError, StoreSnapshot, TaskStore} from '../../poll/snapshot.js';
import {eventCursor, lostText} from '../../poll/tasks/event-cursor.js';
import {sourceLabel} from '../../task/source-name.js';
import {isRunning, type StoreImageTask} from '../../task/store-image-task.js';
import type {FormatLine} from './change-line.js';
import {outageNotes} from './outages.js';
import {withAlarm} from './store-alarm.js';
import {untilEnd} from './until-end.js';

/** Following ends when its time is over, or when nothing can be asked from the start. */
export type FollowResult = 'timed-out' | {readonly error: SourceError};

export type FollowOptions = {
  /** Which tasks to tell of, as they are after the change. */
  readonly fits: (task: StoreImageTask, source: ServiceOffset | undefined) => boolean;

  /** When to end, monotonic; `undefined` for never. */
  readonly timeoutAt: number | undefined;
};

export type FollowIo = {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly formatLine: FormatLine;

  /** Takes the lines. */
  readonly write: (text: string) => void;

  /** Takes one sentence for the person who reads them. */
  readonly note: (sentence: string) => void;
};

const BEHIND = 'Not all is read of what started since the last poll: some changes are not told.';

/**
Writes a line for each change, until the signal is aborted. What was there before is no change.
@returns `undefined` when it was interrupted.
*/
export async function followTasks(
  store: TaskStore,
  {fits, timeoutAt}: FollowOptions,
  {clock, signal, formatLine, write, note}: FollowIo,
): Promise<FollowResult | undefined> {
  const tellOutages = outageNotes(note);
  const refused = new Set<number>();
  const takeNew = eventCursor();
  let hasBegun = false;
  let isBehind = false;
  const result = await untilEnd(
    withAlarm(store, clock, () => timeoutAt),
    signal,
    snapshot => {
      const {sources} = snapshot;
      const now = clock.monotonic();
      isBehind = sources.some(source => source.isBehind);
      tellOutages(snapshot, now);
      const {events, lost} = takeNew(snapshot);
      if (lost > 0) {
        note(lostText(lost));
      }
      for (const event of events) {
        if (event.type === 'gap' || fits(event.task, sources[event.source])) {
          write(formatLine(event));
        }
      }
      const errors = sources.map(hopelessError);
      const [first] = errors;
      if (first && errors.every(Boolean)) {
        return {error: first};
      }
      for (const [index, source] of sources.entries()) {
        const error = errors[index];
        if (error && !refused.has(index)) {
          refused.add(index);
          note(`${sourceLabel(source)}: ${error.message}`);
        }
      }
      if (!hasBegun && sources.some(({status}) => status === 'ready')) {
        hasBegun = true;
        note(`Following; running now: ${countRunning(snapshot, fits)}. Each change is a line.`);
      }
      if (timeoutAt !== undefined && now >= timeoutAt) {
        return 'timed-out';
      }
      return undefined;
    },
  );
  const isOver = result === undefined || result === 'timed-out';
  if (isOver && isBehind) {
    note(BEHIND);
  }
  return result;
}

function countRunning({tasks, sources}: StoreSnapshot, fits: FollowOptions['fits']): number {
  return tasks.chunks
    .flat()
    .filter(({task, source}) => isRunning(task) && fits(task, sources[source])).length;
}
