import {clearNews} from './looked.js';
import {isPicker, type Mode} from './mode.js';
import {selectedTask} from './moves.js';
import type {Screen} from './screen.js';
import {only, type Step} from './step.js';
import type {ViewState} from './view-state.js';

export function openMode(state: ViewState, mode: Mode): ViewState {
  return {
    ...state,
    mode,
    helpSearch: '',
    scroll: 0,
    picker: {index: 0, chosen: isPicker(mode) ? state.query[mode] : []},
  };
}

export function leaveMode(state: ViewState): ViewState {
  return {...state, mode: state.mode === 'helpSearch' ? 'help' : below(state)};
}

/** What the text that is open lies over. */
function below({mode, root, overview}: ViewState): Mode {
  return overview.isOpen && mode !== 'overview' ? 'overview' : root;
}

export function openDetail(state: ViewState, screen: Screen): ViewState {
  return selectedTask(screen) ? openMode(state, 'detail') : state;
}

/** With a single source there is nothing to choose from. */
export function chooseSources(
  state: ViewState,
  {snapshot}: Screen,
  mode: 'regions' | 'profiles',
): ViewState {
  return snapshot.sources.length > 1
    ? openMode(state, mode)
    : {...state, notice: 'there is one source only'};
}

/** From the first screen there is nowhere to go back to. */
export function goBack(state: ViewState): Step {
  return state.mode === state.root ? {state, effects: [{type: 'quit'}]} : only(leaveMode(state));
}

/** Leaves what is open; on the first screen it ends the loading of older tasks, or else takes the marks of what is news away. */
export function stepBack(state: ViewState, {snapshot}: Screen): Step {
  if (state.mode !== state.root) {
    return only(leaveMode(state));
  }

  if (state.pending !== undefined || snapshot.coverage.isLoading) {
    return {state: {...state, pending: undefined}, effects: [{type: 'stopLoading'}]};
  }

  const looked = clearNews(state.looked, snapshot);
  return only(looked === state.looked ? state : {...state, looked});
}
