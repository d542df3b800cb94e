/** What a terminal sends for the keys that aren't characters. */
export const KEY = {
  up: '\u{1B}[A',
  down: '\u{1B}[B',
  right: '\u{1B}[C',
  left: '\u{1B}[D',
  home: '\u{1B}[H',
  end: '\u{1B}[F',
  pageUp: '\u{1B}[5~',
  pageDown: '\u{1B}[6~',
  enter: '\r',
  escape: '\u{1B}',
  backspace: '\u{7F}',
  ctrlB: '\u{2}',
  ctrlC: '\u{3}',
  ctrlF: '\u{6}',
  ctrlL: '\u{C}',
  ctrlU: '\u{15}',
  ctrlW: '\u{17}',
  ctrlZ: '\u{1A}',
} as const;

/** Text as a terminal with bracketed paste hands it over. */
export function pasted(text: string): string {
  return `\u{1B}[200~${text}\u{1B}[201~`;
}
