import {MAX_SEARCH_LENGTH} from '../../task/search-terms.js';
import {typeAt} from '../input/keys.js';
import {requery} from './filters.js';
import {isPicker} from './mode.js';
import {leaveMode} from './open-mode.js';
import type {Screen} from './screen.js';
import {only, type Step} from './step.js';
import type {ViewState} from './view-state.js';

/** What is being typed, in the modes that take text. */
export function typedSoFar({mode, query, helpSearch, picker}: ViewState): string | undefined {
  switch (mode) {
    case 'search':
      return query.search;
    case 'helpSearch':
      return helpSearch;
    case 'buckets':
    case 'regions':
    case 'profiles':
      return picker.search;
    default:
      return undefined;
  }
}

/** Text where typing goes on; nothing in the modes that take none. */
export function typeText(state: ViewState, screen: Screen, more: string): Step {
  if (typedSoFar(state) === undefined || more === '') {
    return only(state);
  }

  const {before, after} = aroundCaret(state);
  const {text, isCut} = typeAt(before.join(''), more, after.join(''));
  return searchFor(isCut ? {...state, notice: CUT} : state, screen, text);
}

/** Short enough for a screen of 40 columns. */
const CUT = `cut at ${String(MAX_SEARCH_LENGTH).replace(/(?=\d{3}$)/, ',')} characters`;

/** Takes the character before the caret away. */
export function eraseOne(state: ViewState, screen: Screen): Step {
  return eraseBefore(state, screen, before => before.length - 1);
}

/** Takes the word before the caret away, and the spaces behind it. */
export function eraseWord(state: ViewState, screen: Screen): Step {
  return eraseBefore(state, screen, before => {
    const end = before.findLastIndex(character => character !== ' ');
    return before.slice(0, end + 1).lastIndexOf(' ') + 1;
  });
}

/** Takes all before the caret away. */
export function eraseToStart(state: ViewState, screen: Screen): Step {
  return eraseBefore(state, screen, () => 0);
}

/** Takes the character behind the caret away. */
export function eraseNext(state: ViewState, screen: Screen): Step {
  const {before, after} = aroundCaret(state);
  const rest = after.slice(1);
  return searchFor({...state, caret: rest.length}, screen, [...before, ...rest].join(''));
}

/** Takes all behind the caret away. */
export function eraseToEnd(state: ViewState, screen: Screen): Step {
  return searchFor({...state, caret: 0}, screen, aroundCaret(state).before.join(''));
}

/** @param by Characters to the right; infinite for an end. */
export function moveCaret(state: ViewState, by: number): ViewState {
  const length = Array.from(typedSoFar(state) ?? '').length;
  return {...state, caret: Math.max(0, Math.min(length, state.caret - by))};
}

export function leaveSearch(state: ViewState, screen: Screen): Step {
  const step = searchFor(state, screen, '');
  return {...step, state: leaveMode(step.state)};
}

function eraseBefore(
  state: ViewState,
  screen: Screen,
  lengthOf: (before: readonly string[]) => number,
): Step {
  const {before, after} = aroundCaret(state);
  const kept = before.slice(0, Math.max(0, lengthOf(before)));
  return searchFor(state, screen, [...kept, ...after].join(''));
}

/** The characters before the place where typing goes on, and those behind it. */
function aroundCaret(state: ViewState): {
  readonly before: readonly string[];
  readonly after: readonly string[];
} {
  const typed = Array.from(typedSoFar(state) ?? '');
  const at = Math.max(0, typed.length - state.caret);
  return {before: typed.slice(0, at), after: typed.slice(at)};
}

function searchFor(state: ViewState, screen: Screen, text: string): Step {
  if (state.mode === 'helpSearch') {
    return only({...state, helpSearch: text, scroll: 0});
  }

  return isPicker(state.mode)
    ? only({...state, picker: {...state.picker, search: text, index: 0, on: undefined}})
    : requery(state, screen, {search: text});
}
