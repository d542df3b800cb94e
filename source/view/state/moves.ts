import type {TrackedTask} from '../../poll/tasks/tracked-task.js';
import {TOP} from './cursor.js';
import {eventTask, isOverEvents, moveInEvents, nextEventTask} from './event-steps.js';
import {isPicker, isTable} from './mode.js';
import {goDown, goUp, jumpToEnd} from './paging.js';
import {movePicker} from './picker-state.js';
import type {Screen, ScreenParts} from './screen.js';
import {only, type Step} from './step.js';
import type {ViewState} from './view-state.js';

/** By some rows: the selection in the table and in a list to choose from, the text elsewhere. */
export function move(state: ViewState, screen: Screen, by: number): ViewState {
  if (isTable(state.mode)) {
    return by > 0 ? goDown(state, by, screen) : goUp(state, -by, screen);
  }

  if (state.mode === 'events') {
    return moveInEvents(state, screen, by);
  }

  // A detail that is all in sight has nothing to scroll: its keys go through the list.
  if (state.mode === 'detail' && screen.maxScroll() === 0 && (by === 1 || by === -1)) {
    return nextTask(state, screen, by);
  }

  return isPicker(state.mode)
    ? {...state, picker: movePicker(state.picker, screen.choices(), by)}
    : scrollBy(state, screen, by);
}

function scrollBy(state: ViewState, screen: Screen, by: number): ViewState {
  const max = screen.maxScroll();
  return max === 0
    ? {...state, notice: 'all of it is in sight'}
    : {...state, scroll: clamp(state.scroll + by, max)};
}

/** From one task to the next: of the list, or of the log that the detail was opened from. At an end it says so, because a detail looks the same there. */
export function nextTask(state: ViewState, screen: Screen, by: 1 | -1): ViewState {
  const isOfLog = isOverEvents(state);
  const next = isOfLog
    ? nextEventTask(state, screen, by)
    : by > 0
      ? goDown(state, 1, screen)
      : goUp(state, 1, screen);
  const isEnd = isOfLog
    ? next === state
    : next.cursor.index === screen.cursor.index && next.pending === undefined;
  return isEnd
    ? {...state, notice: by > 0 ? 'none behind this one' : 'none before this one'}
    : next;
}

export function goToTop(state: ViewState, screen: Screen): ViewState {
  return isTable(state.mode)
    ? {...state, cursor: TOP, pending: undefined}
    : move(state, screen, Number.NEGATIVE_INFINITY);
}

/** The last row of the table is there when every older task is. */
export function goToEnd(state: ViewState, screen: Screen): Step {
  const {coverage} = screen.snapshot;
  if (!isTable(state.mode)) {
    return only(move(state, screen, Number.POSITIVE_INFINITY));
  }

  if (coverage.isComplete) {
    return only(jumpToEnd(state, screen));
  }

  const {failures = 0} = coverage;
  return {
    state: {...state, pending: 'end', asks: state.asks + 1, failures},
    effects: [{type: 'loadAll'}],
  };
}

/** The task that the selection is on, or that the event with the cursor is about. */
export function selectedTask(
  parts: Pick<ScreenParts, 'rows' | 'cursor' | 'state' | 'snapshot' | 'problems'>,
): TrackedTask | undefined {
  const {rows, cursor, state} = parts;
  if (state.mode === 'events' || isOverEvents(state)) {
    return eventTask(parts);
  }

  return rows.slice(cursor.index, cursor.index + 1)[0];
}

function clamp(value: number, max: number): number {
  return Math.max(0, Math.min(value, max));
}
