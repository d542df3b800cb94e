import type {Problem} from '../panels/event-lines.js';
import {keepLast} from '../state/remember.js';
import type {ScreenParts} from '../state/screen.js';
import {type EventCounts, eventCounts, eventItems, indexAfter, indexOfItem} from './event-items.js';
import type {EventItem, LogSource} from './events-state.js';

/** What the log of events shows, for its keys and its drawing alike. */
export type EventsView = {
  readonly log: LogSource;

  /** Newest first. */
  readonly items: readonly EventItem[];

  /** Of the item with the cursor; -1 where there is none. */
  readonly index: number;
  readonly item: EventItem | undefined;

  /** Of all that there is by now. */
  readonly counts: EventCounts;

  /** How many have come since the log is being read. */
  readonly newer: number;
};

export type EventsParts = Pick<ScreenParts, 'snapshot' | 'problems' | 'state'>;

export function eventsView({snapshot, problems, state}: EventsParts): EventsView {
  const {filter, kept, selected} = state.events;
  const {events, completeSince, happened} = snapshot;
  const log = kept
    ? withNewer(kept, events, problems)
    : {events, completeSince, happened, problems};
  const items = eventItems(log.events, log.problems, filter);
  const found = selected ? indexOfItem(items, selected) : 0;
  const index = selected && found === -1 ? indexAfter(items, selected) : found;
  const at = Math.min(index, items.length - 1);
  return {
    log,
    items,
    index: at,
    item: items[at],
    counts: eventCounts(events, problems),
    newer: kept
      ? log.events.length + log.problems.length - kept.events.length - kept.problems.length
      : 0,
  };
}

/** A log with what has happened since. Its lines of progress stay as they were: each step would move them to the top. */
const withNewer = keepLast(
  (kept: LogSource, events: LogSource['events'], problems: LogSource['problems']): LogSource => {
    const seq = kept.events.at(-1)?.seq ?? 0;
    const from = events.findLastIndex(event => event.seq <= seq) + 1;
    const happened = events.slice(from).filter(({type}) => type !== 'progressed');
    const noticed = problems.slice(problems.indexOf(kept.problems.at(-1) as Problem) + 1);
    return happened.length + noticed.length === 0
      ? kept
      : {
          ...kept,
          events: [...kept.events, ...happened],
          problems: [...kept.problems, ...noticed],
        };
  },
);
