import type {EventHistory, LoggedEvent} from '../../poll/tasks/event-log.js';
import type {Problem} from '../panels/event-lines.js';

/** What `1` to `4` show of the log. */
export const EVENT_FILTERS = ['all', 'failed', 'completed', 'gaps'] as const;

export type EventFilter = (typeof EVENT_FILTERS)[number];

/** A line of the log. */
export type EventItem = LoggedEvent | Problem;

/** The log as it was at one moment. */
export type LogSource = EventHistory & {
  readonly problems: readonly Problem[];
};

/** The log of events as a person has left it. */
export type EventsState = {
  readonly filter: EventFilter;

  /** The log as it was when somebody began to read it, so that nothing shifts: only what happens is added above it. `undefined` where there was nothing to read. */
  readonly kept: LogSource | undefined;

  /** What the cursor is on; `undefined` for the newest. */
  readonly selected: EventItem | undefined;

  /** The line on which the cursor is, from 0. */
  readonly line: number;
};

export const NEWEST_EVENTS: EventsState = {
  filter: 'all',
  kept: undefined,
  selected: undefined,
  line: 0,
};
