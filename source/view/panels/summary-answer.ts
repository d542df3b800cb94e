import {isTable} from '../state/mode.js';
import type {ScreenParts} from '../state/screen.js';
import {typedSoFar} from '../state/typing.js';
import {plainLine, type TextLine} from '../text/text-lines.js';
import {TITLES} from './footer-text.js';
import {typedLine} from './typed-line.js';

/** What a key has to say in a pane without a footer: its answer, what is being typed, or that there is no room for what it has opened; `undefined` when nothing. */
export function summaryAnswer({state, width, display}: ScreenParts): TextLine | undefined {
  const {mode, root, notice, caret} = state;
  if (notice !== undefined) {
    return plainLine(notice);
  }

  const typed = typedSoFar(state);
  if (typed !== undefined) {
    const label = mode === 'search' ? 'Search' : 'Find';
    const room = width - label.length - 2;
    return typedLine(label, typed, caret, room, display.glyphs.ellipsis);
  }

  return mode === root || isTable(mode) ? undefined : plainLine(noRoom(TITLES[mode], width));
}

/** Short enough to name the way out. */
function noRoom(title: string, width: number): string {
  const shortest = 'no room, Esc back';
  const forms = [`${title}: no room for it here, Esc back`, 'no room for it here, Esc back'];
  return forms.find(form => form.length <= width) ?? shortest;
}
