import {cutMiddle} from '../text/cut-names.js';
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

  return {...state, notice: COPIED + fitCopied(text, `: ${WHERE[where]}`, width, ellipsis)};
}

const COPIED = 'copied ';

/** So much of what was copied tells more than where it is. */
const LEAST = 12;

/** What was copied comes before where it is; an ID that has no room for itself has its end, which the list shows. */
function fitCopied(text: string, end: string, width: number, ellipsis: string): string {
  const room = Math.max(1, width - COPIED.length);
  const isBeside = textWidth(text) + textWidth(end) <= room;
  if (isBeside || textWidth(text) <= room) {
    return isBeside ? text + end : text;
  }

  const left = room - textWidth(end);
  return left >= LEAST
    ? cut(text, left, ellipsis) + end
    : cutMiddle(text, room, Math.floor(room / 2), ellipsis);
}
