import type {LoggedEvent} from '../../poll/tasks/event-log.js';
import type {Problem} from '../panels/event-lines.js';
import {keepLast} from '../state/remember.js';
import type {EventFilter, EventItem, LogSource} from './events-state.js';

export type EventCounts = Readonly<Record<EventFilter, number>>;

export function isProblem(item: EventItem): item is Problem {
  return 'message' in item;
}

/** The lines that a filter shows, newest first. Made once for each log, however often it is drawn. */
export const eventItems = keepLast(
  (
    events: LogSource['events'],
    problems: LogSource['problems'],
    filter: EventFilter,
  ): readonly EventItem[] => {
    const items = filter === 'all' ? merged(events, problems) : events.filter(FITS[filter]);
    return items.toReversed();
  },
);

/** How many lines each filter shows. */
export const eventCounts = keepLast(
  (events: LogSource['events'], problems: LogSource['problems']): EventCounts => {
    const counts = {all: events.length + problems.length, failed: 0, completed: 0, gaps: 0};
    for (const event of events) {
      for (const filter of ['failed', 'completed', 'gaps'] as const) {
        counts[filter] += FITS[filter](event) ? 1 : 0;
      }
    }

    return counts;
  },
);

const FITS = {
  failed: ({type}) => type === 'failed',
  completed: ({type}) => type === 'completed',
  gaps: ({type}) => type === 'gap',
} as const satisfies Record<Exclude<EventFilter, 'all'>, (event: LoggedEvent) => boolean>;

/** The cause comes before the problem that it led to. Both are in the order in which they were noted. */
function merged(events: LogSource['events'], problems: LogSource['problems']): EventItem[] {
  if (problems.length === 0) {
    return [...events];
  }

  const items: EventItem[] = [];
  let next = 0;
  for (const event of events) {
    for (; (problems[next]?.at ?? Number.POSITIVE_INFINITY) < event.at; next++) {
      items.push(problems[next] as Problem);
    }

    items.push(event);
  }

  return [...items, ...problems.slice(next)];
}

/** Where an item is by now. The line of a task's progress is another object after each step. @returns -1 when it is there no more. */
export function indexOfItem(items: readonly EventItem[], item: EventItem): number {
  const index = items.indexOf(item);
  return index !== -1 || isProblem(item) || item.type !== 'progressed'
    ? index
    : items.findIndex(
        other =>
          !isProblem(other) &&
          other.type === 'progressed' &&
          other.key === item.key &&
          other.previous === item.previous,
      );
}

/** The first that is not newer than an item that is not shown. */
export function indexAfter(items: readonly EventItem[], item: EventItem): number {
  const index = items.findIndex(other =>
    isProblem(other) || isProblem(item) ? other.at <= item.at : other.seq <= item.seq,
  );
  return index === -1 ? items.length - 1 : index;
}
