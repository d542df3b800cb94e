import type {TaskEvent} from './events.js';

export type NewEvents = {
  /** Oldest first; each event is in one answer only. */
  readonly events: readonly TaskEvent[];

  /** True when so many came at once that the bounded list has dropped some unseen. */
  readonly isCut: boolean;
};

const NOTHING: NewEvents = {events: [], isCut: false};

/**
Follows a store's bounded list of events and gives each event once. Events are told apart by identity: the store makes an object for each and keeps it, whereas two events can well say the same.
@param known What has happened already, and is nobody's news.
*/
export function eventCursor(
  known: readonly TaskEvent[],
): (events: readonly TaskEvent[]) => NewEvents {
  let list = known;
  return events => {
    if (events === list) {
      return NOTHING;
    }

    const last = list.at(-1);
    list = events;
    const index = last ? events.lastIndexOf(last) : -1;
    return {events: events.slice(index + 1), isCut: last !== undefined && index === -1};
  };
}
