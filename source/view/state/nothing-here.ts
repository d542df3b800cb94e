import {keyLabel} from '../text/key-labels.js';
import type {Screen} from './screen.js';
import {typedSoFar} from './typing.js';
import type {ViewState} from './view-state.js';

const DRAWN = /^[\p{L}\p{N}\p{P}\p{S}]+$/u;

/** Says that a key has no meaning here, and where the ones that have one are listed. */
export function nothingHere(key: string, state: ViewState, {display}: Screen): ViewState {
  // A letter may be one that draws nothing, or turns the line around.
  const label = keyLabel(key, display.glyphs);
  return {
    ...state,
    notice: `${DRAWN.test(label) ? label : 'this key'} does nothing here, ${whereToLook(state)}`,
  };
}

function whereToLook(state: ViewState): string {
  if (typedSoFar(state) !== undefined) {
    return 'F1 help';
  }

  return state.mode === 'help' ? 'Esc back' : '? help';
}
