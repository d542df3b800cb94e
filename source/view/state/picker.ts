import {isWhole} from '../rows/whole.js';
import {isPicker} from './mode.js';
import {leaveMode} from './open-mode.js';
import {pickerIndex} from './picker-state.js';
import {scopeOf} from './scope.js';
import type {Screen} from './screen.js';
import {only, type Step} from './step.js';
import type {ViewState} from './view-state.js';

/** Marks the line of the cursor, or takes its mark away. */
export function togglePick(state: ViewState, screen: Screen): ViewState {
  const {picker} = state;
  const choices = screen.choices();
  const index = pickerIndex(picker, choices);
  const name = choices[index];
  if (name === undefined) {
    return state;
  }

  const {chosen} = picker;
  return {
    ...state,
    picker: {
      ...picker,
      index,
      on: name,
      chosen: chosen.includes(name) ? chosen.filter(other => other !== name) : [...chosen, name],
    },
  };
}

/** What Enter takes: what was marked, else the line of the cursor. `undefined`: there is nothing. */
export function pickedValues(state: ViewState, screen: Screen): readonly string[] | undefined {
  const {mode, query, picker} = state;
  if (!isPicker(mode) || picker.chosen !== query[mode]) {
    return picker.chosen;
  }

  const choices = screen.choices();
  const name = choices[pickerIndex(picker, choices)];
  return name === undefined ? undefined : [name];
}

/** Whether names may be missing in the list, because only older tasks have them: buckets, since Regions and profiles are those that are watched. */
export function lacksNames({snapshot, state}: Pick<Screen, 'snapshot' | 'state'>): boolean {
  const {query, picker, mode} = state;
  if (mode !== 'buckets') {
    return false;
  }

  const {states} = query;
  const scope = {states, buckets: picker.isWide ? [] : query.buckets};
  return !isWhole(snapshot.coverage, scope, {states, buckets: []});
}

/** Asks for all older tasks of the states that are shown: a bucket that only they have is not in the list yet. */
export function loadChoices(state: ViewState): Step {
  return {
    state: {...state, picker: {...state.picker, isWide: true}, asks: state.asks + 1},
    effects: [
      {type: 'changeScope', scope: scopeOf({...state.query, buckets: []})},
      {type: 'loadAll'},
    ],
  };
}

/** Clears what was typed, else closes the list; older tasks are then asked for as before. */
export function leavePicker(state: ViewState): Step {
  const {picker, query} = state;
  if (picker.search !== '') {
    return only({...state, picker: {...picker, search: '', index: 0, on: undefined}, caret: 0});
  }

  return {
    state: leaveMode(state),
    effects: picker.isWide ? [{type: 'changeScope', scope: scopeOf(query)}] : [],
  };
}
