import type {TrackedTask} from '../../poll/tasks/tracked-task.js';
import {TOP} from './cursor.js';
import {isPicker, isTable} from './mode.js';
import {goDown, goUp, jumpToEnd} from './paging.js';
import type {Screen} from './screen.js';
import {only, type Step} from './step.js';
import type {ViewState} from './view-state.js';

/** By some rows: the selection in the table and in a list to choose from, the text elsewhere. */
export function move(state: ViewState, screen: Screen, by: number): ViewState {
  if (isTable(state.mode)) {
    return by > 0 ? goDown(state, by, screen) : goUp(state, -by, screen);
  }

  // A detail that is all in sight has nothing to scroll: its keys go through the list.
  if (state.mode === 'detail' && screen.maxScroll() === 0 && Math.abs(by) === 1) {
    return by > 0 ? goDown(state, by, screen) : goUp(state, -by, screen);
  }

  return isPicker(state.mode)
    ? {
        ...state,
        picker: {
          ...state.picker,
          index: clamp(state.picker.index + by, screen.choices().length - 1),
        },
      }
    : {...state, scroll: clamp(state.scroll + by, screen.maxScroll())};
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

/** The task that the selection is on. */
export function selectedTask({rows, cursor}: Screen): TrackedTask | undefined {
  return rows.slice(cursor.index, cursor.index + 1)[0];
}

function clamp(value: number, max: number): number {
  return Math.max(0, Math.min(value, max));
}
