import {isPicker, type Mode} from './mode.js';
import {openPicker} from './picker-state.js';
import {only, type Step} from './step.js';
import type {Place, ViewState} from './view-state.js';

/** Opens a mode over the present one, or goes back to it where it is open below already. */
export function openMode(state: ViewState, mode: Mode): ViewState {
  return {
    ...state,
    mode,
    below: belowOf(state, mode),
    helpSearch: '',
    caret: 0,
    scroll: 0,
    picker: openPicker(isPicker(mode) ? state.query[mode] : []),
  };
}

/** To what lies below: the mode from which this one was opened, where it was. */
export function leaveMode(state: ViewState): ViewState {
  if (state.mode === 'helpSearch') {
    return {...state, mode: 'help', caret: 0};
  }

  const {mode, scroll} = state.below.at(-1) ?? {mode: state.root, scroll: 0};
  return {...state, mode, scroll, below: state.below.slice(0, -1), caret: 0};
}

/** For a key that opens a mode and leads back from it. */
export function toggleMode(state: ViewState, mode: Mode): ViewState {
  return state.mode === mode ? leaveMode(state) : openMode(state, mode);
}

function belowOf({mode, scroll, root, below}: ViewState, opened: Mode): readonly Place[] {
  const at = below.findIndex(place => place.mode === opened);
  if (at !== -1) {
    return below.slice(0, at);
  }

  return mode === root || mode === opened || opened === 'helpSearch'
    ? below
    : [...below, {mode, scroll}];
}

/** From the first screen there is nowhere to go back to. */
export function goBack(state: ViewState): Step {
  return state.mode === state.root ? {state, effects: [{type: 'quit'}]} : only(leaveMode(state));
}
