import type {EventHistory} from './event-log.js';
import type {TaskChange, TaskEvent} from './events.js';

export type NewEvents = {
  /** Oldest first; each event is in one answer only. */
  readonly events: readonly TaskEvent[];

  /** Starts, ends, vanishings and gaps that came and went between two looks: so many at once that the log could not keep them. 0 as a rule. */
  readonly lost: number;
};

/**
Follows the events of a store and gives each once. It goes by their numbers, so that it goes on however long the store runs. The progress of a task comes from where this cursor last told it, even where the log sums up a longer stretch.
@param known What has happened already, and is nobody's news; a snapshot is one. @default nothing has
@returns To be called with each snapshot.
*/
export function eventCursor(known?: EventHistory): (history: EventHistory) => NewEvents {
  let seq = known?.events.at(-1)?.seq ?? 0;
  let happened = known?.happened ?? 0;
  let list = known?.events;

  /** Progress told or known, by the task's key: the line it belongs to goes on from there. */
  const told = new Map<string, TaskChange>();
  const note = (event: TaskEvent) => {
    if (event.type === 'progressed') {
      told.set(event.key, event);
    } else if (event.type !== 'gap') {
      told.delete(event.key);
    }
  };

  for (const event of known?.events ?? []) {
    note(event);
  }

  return history => {
    if (history.events === list) {
      return {events: [], lost: 0};
    }

    list = history.events;
    const from = list.findLastIndex(event => event.seq <= seq) + 1;
    const fresh = list.slice(from);
    const events = fresh.map(event => {
      const before = event.type === 'progressed' ? told.get(event.key) : undefined;
      note(event);
      return event.type === 'progressed' ? since(before, event) : event;
    });
    const kept = fresh.filter(({type}) => type !== 'progressed').length;
    const lost = Math.max(0, history.happened - happened - kept);
    seq = list.at(-1)?.seq ?? seq;
    happened = history.happened;
    return {events, lost};
  };
}

/** The part of a line of progress that comes after what was told of it. */
function since(before: TaskChange | undefined, event: TaskChange): TaskChange {
  const steps = (event.steps ?? 1) - (before?.steps ?? 1);
  return before && before.previous === event.previous && steps > 0
    ? {...event, previous: before.task, steps}
    : event;
}

/** What to tell a person of changes that are lost. */
export function lostText(lost: number): string {
  return `More happened at once than can be kept: the oldest ${lost === 1 ? 'change is' : `${lost} changes are`} not told of.`;
}
