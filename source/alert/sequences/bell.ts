/** Rings the terminal's bell. tmux and screen have a bell of their own and take it as it is. */
export const BELL = '\u{7}';
