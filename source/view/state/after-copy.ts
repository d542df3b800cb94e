import {cut, textWidth} from '../text/fit-text.js';
import {openMode} from './open-mode.js';
import type {ViewState} from './view-state.js';

const WHERE = {tmux: "in tmux's buffer", terminal: 'sent to the terminal'} as const;

/**
Says what has become of a text that was to be copied. Where it can't be, it is shown: in the footer, or on a screen of its own if that is too narrow for it.
@param room The columns of the footer, and what stands for the rest of a text that is cut there.
*/
export function afterCopy(
  state: ViewState,
  text: string,
  where: keyof typeof WHERE | 'nowhere',
  {width, ellipsis}: {readonly width: number; readonly ellipsis: string},
): ViewState {
  if (where === 'nowhere') {
    const notice = `can't be copied here: ${text}`;
    return textWidth(notice) <= width
      ? {...state, notice}
      : {...openMode(state, 'byHand'), byHand: text};
  }

  const end = `: ${WHERE[where]}`;
  const shown = cut(text, width - 'copied '.length - end.length, ellipsis);
  return {...state, notice: `copied ${shown}${end}`};
}
