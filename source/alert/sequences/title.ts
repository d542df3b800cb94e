import path from 'node:path';
import {isPlainTerminal, multiplexer, plainText} from './terminal-sequences.js';

const MAX_TITLE = 120;
const PUSH = '\u{1B}[22;0t';
const POP = '\u{1B}[23;0t';

export type Title = {
  /** Shows a text, unless it is the one shown already. */
  readonly show: (text: string) => void;

  /** Gives the title back that was there before the first `show`. */
  readonly restore: () => void;
};

/**
The title of the terminal, of the pane under tmux, of the window under screen.
- The old title is kept on the terminal's own stack (tmux 3.3 has one for each pane). A terminal without a stack is left with an empty title, which it shows as its default.
- Under tmux this is not `ESC k`, which would rename the window and end its automatic renaming.
- screen has no stack: its window gets the name of the shell back, which is what screen calls a window that nobody named.
Source: xterm's "Control Sequences" (CSI 22 t, CSI 23 t); measured with tmux 3.3a.
*/
export function createTitle(write: (sequence: string) => void, env: NodeJS.ProcessEnv): Title {
  if (isPlainTerminal(env)) {
    return {show() {}, restore() {}};
  }

  const {set, push, pop} = multiplexer(env) === 'screen' ? screenTitle(env) : stackedTitle();
  let shown: string | undefined;
  return {
    show(text) {
      const title = plainText(text, MAX_TITLE);
      if (title !== shown) {
        write((shown === undefined ? push : '') + set(title));
        shown = title;
      }
    },
    restore() {
      if (shown !== undefined) {
        shown = undefined;
        write(pop);
      }
    },
  };
}

function stackedTitle() {
  const set = (text: string) => `\u{1B}]0;${text}\u{7}`;
  return {set, push: PUSH, pop: set('') + POP};
}

function screenTitle(env: NodeJS.ProcessEnv) {
  const set = (text: string) => `\u{1B}k${text}\u{1B}\\`;
  return {set, push: '', pop: set(plainText(path.basename(env.SHELL || 'sh'), MAX_TITLE))};
}
