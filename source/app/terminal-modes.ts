import {isPlainTerminal} from '../alert/sequences/terminal-sequences.js';

/** What a program that crashed may have left on: arrows and keypad in their application mode, and reports of the mouse in any form, of the focus, of pastes, of the colour scheme and of the size. No more than 16 numbers in a sequence: the Linux console drops what is beyond. */
const NO_REPORTS =
  '\u{1B}[?1;9;1000;1001;1002;1003;1004;1005;1006;1015;1016;2004;2031;2048l\u{1B}>';

/** How text comes onto the screen: no insertion, lines that wrap, the whole screen as margins (which moves the cursor), and letters, not the set of line drawing. */
const PLAIN_TEXT = '\u{1B}[4l\u{1B}[?7h\u{1B}[s\u{1B}[r\u{1B}[u\u{1B}(B\u{F}';

/** The flags of kitty's keyboard protocol, of which each of the two screens has its own. */
const NO_KEY_FLAGS = '\u{1B}[=0u';

/** xterm's `modifyOtherKeys`. */
const NO_OTHER_KEYS = '\u{1B}[>4;0m';

export type TerminalModes = {
  /** Before the other screen is entered. */
  readonly start: string;

  /** On the other screen. */
  readonly within: string;

  /** Enters the other screen; with all of the above. */
  readonly enter: string;

  /** Gives the terminal back, as a shell expects it. */
  readonly leave: string;
};

/**
What is written before the first frame and after each stop, so that neither input nor drawing depends on what was left behind.
@param env A terminal without sequences of its own would take some for others: the console of older Linux underlines everything for one of them.
Source: xterm's "Control Sequences"; https://sw.kovidgoyal.net/kitty/keyboard-protocol/
*/
export function terminalModes(env: NodeJS.ProcessEnv): TerminalModes {
  const isPlain = isPlainTerminal(env);
  const start = NO_REPORTS + PLAIN_TEXT + (isPlain ? '' : NO_OTHER_KEYS + NO_KEY_FLAGS);
  const within = isPlain ? '' : NO_KEY_FLAGS;
  return {
    start,
    within,
    enter: `${start}\u{1B}[?1049h${within}\u{1B}[?25l\u{1B}[?2004h`,
    leave: '\u{1B}[?2004l\u{1B}[?1049l\u{1B}[?25h',
  };
}
