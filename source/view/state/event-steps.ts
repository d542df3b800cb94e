import type {TrackedTask} from '../../poll/tasks/tracked-task.js';
import {isProblem} from '../events/event-items.js';
import {eventWindow, linesBetween} from '../events/event-window.js';
import {type EventsScreenParts, listHeight, windowParts} from '../events/events-lines.js';
import {
  EVENT_FILTERS,
  type EventFilter,
  type EventsState,
  NEWEST_EVENTS,
} from '../events/events-state.js';
import {type EventsParts, eventsView} from '../events/events-view.js';
import {openMode, toggleMode} from './open-mode.js';
import type {Screen} from './screen.js';
import type {ViewState} from './view-state.js';

/** Opens the log at its newest event, which keeps the cursor when others come; leads back from it. */
export function toggleEvents(state: ViewState, screen: Screen): ViewState {
  const isOpen = state.mode === 'events' || state.below.some(({mode}) => mode === 'events');
  return isOpen
    ? toggleMode(state, 'events')
    : atNewest(toggleMode(state, 'events'), screen, 'all');
}

/** What `1` to `4` show, with the cursor where it was if that is shown. */
export function filterEvents(state: ViewState, screen: Screen, number: number): ViewState {
  const filter = EVENT_FILTERS[number - 1] ?? 'all';
  const {item, index} = eventsView(screen);
  const newest = atNewest(state, screen, filter);
  return index <= 0 ? newest : withEvents(newest, {selected: item, line: state.events.line});
}

/** By some events; over the top of the log to what has come since. */
export function moveInEvents(state: ViewState, screen: Screen, by: number): ViewState {
  const view = eventsView(screen);
  const index = Math.max(0, Math.min(view.index + by, view.items.length - 1));
  const isAtTop = view.index <= 0 && by < 0;
  if (isAtTop || by === Number.NEGATIVE_INFINITY || view.items.length === 0) {
    return atNewest(state, screen, state.events.filter);
  }

  const parts = partsOf(screen);
  const height = listHeight(parts);
  const inWindow = windowParts(parts);
  const {line} = eventWindow(view, height, state.events.line, inWindow);
  const moved = line + linesBetween(view, view.index, index, height, inWindow);
  return withEvents(state, {
    selected: view.items[index],
    line: Math.max(0, Math.min(moved, height - 1)),
  });
}

/** Opens the task of the event; leaving it leads back to the same event. */
export function openEventTask(state: ViewState): ViewState {
  return {...openMode(state, 'detail'), below: [{mode: 'events', scroll: 0}]};
}

/** Whether what is shown was opened from the log. */
export function isOverEvents({mode, below}: ViewState): boolean {
  return mode === 'detail' && below.at(-1)?.mode === 'events';
}

/** To the next event, or the one before, that is about another task. */
export function nextEventTask(state: ViewState, screen: Screen, by: 1 | -1): ViewState {
  const {items, index} = eventsView(screen);
  const key = eventTask(screen)?.key;
  for (let next = index + by; items[next]; next += by) {
    const item = items[next];
    if (item && !isProblem(item) && item.type !== 'gap' && item.key !== key) {
      return moveInEvents(state, screen, next - index);
    }
  }

  return state;
}

/** The task that the event with the cursor is about, as it is now; one that is gone as it was then. */
export function eventTask(parts: EventsParts): TrackedTask | undefined {
  const {item} = eventsView(parts);
  if (!item || isProblem(item) || item.type === 'gap') {
    return undefined;
  }

  const {key, source, task, at} = item;
  return (
    parts.snapshot.tasks.get(key) ?? {
      key,
      source,
      task,
      samples: [],
      seenAt: at,
      settledAt: undefined,
    }
  );
}

/** The cursor on the newest of what there is now. */
function atNewest(state: ViewState, screen: Screen, filter: EventFilter): ViewState {
  const live = {...state, events: {...NEWEST_EVENTS, filter}};
  const {item, log, items} = eventsView({...screen, state: live});
  return items.length === 0
    ? live
    : // Below the line of its day.
      withEvents(live, {kept: log, selected: item, line: 1});
}

function withEvents(state: ViewState, change: Partial<EventsState>): ViewState {
  return {...state, events: {...state.events, ...change}};
}

function partsOf(screen: Screen): EventsScreenParts {
  return {...screen, height: screen.reader ? screen.reader.pageSize : screen.layout.body};
}
