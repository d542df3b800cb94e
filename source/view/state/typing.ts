import {MAX_SEARCH_LENGTH} from '../../task/search-terms.js';
import {typeOn} from '../input/keys.js';
import {requery} from './filters.js';
import {leaveMode} from './open-mode.js';
import type {Screen} from './screen.js';
import {only, type Step} from './step.js';
import type {ViewState} from './view-state.js';

/** What is being typed, in the modes that take text. */
export function typedSoFar({mode, query, helpSearch}: ViewState): string | undefined {
  switch (mode) {
    case 'search':
      return query.search;
    case 'helpSearch':
      return helpSearch;
    default:
      return undefined;
  }
}

/** Text at the end of what is being typed; nothing in the modes that take none. */
export function typeText(state: ViewState, screen: Screen, more: string): Step {
  const soFar = typedSoFar(state);
  if (soFar === undefined || more === '') {
    return only(state);
  }

  const {text, isCut} = typeOn(soFar, more);
  return searchFor(isCut ? {...state, notice: CUT} : state, screen, text);
}

/** Short enough for a screen of 40 columns. */
const CUT = `cut at ${String(MAX_SEARCH_LENGTH).replace(/(?=\d{3}$)/, ',')} characters`;

/** Takes the last character away. */
export function eraseOne(state: ViewState, screen: Screen): Step {
  const typed = Array.from(typedSoFar(state) ?? '');
  return searchFor(state, screen, typed.slice(0, -1).join(''));
}

export function eraseAll(state: ViewState, screen: Screen): Step {
  return searchFor(state, screen, '');
}

export function leaveSearch(state: ViewState, screen: Screen): Step {
  const step = searchFor(state, screen, '');
  return {...step, state: leaveMode(step.state)};
}

function searchFor(state: ViewState, screen: Screen, text: string): Step {
  return state.mode === 'helpSearch'
    ? only({...state, helpSearch: text, scroll: 0})
    : requery(state, screen, {search: text});
}
