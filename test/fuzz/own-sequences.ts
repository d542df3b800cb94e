import {assertHarmless} from './hostile-text.js';

/** Everything that the program itself writes to a terminal. */
const OWN = [
  // Frame, alternate screen, cursor, bracketed paste.
  '\\u{1B}\\[\\?(?:2026|1049|25|2004)[hl]',
  // What a program before it may have left on.
  '\\u{1B}\\[\\?1;9;1000;[\\d;]*l\\u{1B}>',
  '\\u{1B}\\[4l\\u{1B}\\[\\?7h\\u{1B}\\[s\\u{1B}\\[r\\u{1B}\\[u\\u{1B}\\(B\\u{F}',
  '\\u{1B}\\[>4;0m',
  '\\u{1B}\\[=0u',
  // Up, next line, column, erase to the end of the line, to the first line, erase to the end of the screen.
  '\\u{1B}\\[\\d*[AEGK]',
  '\\u{1B}\\[[HJ]',
  '\\n',
  // Bold, dim, inverse and their end, with colour and without.
  '\\u{1B}\\[(?:1|2|7|22|27)m',
];
const COLORS = '\\u{1B}\\[(?:3[1-6]|39)m';
const CLIPBOARD = /\u{1B}\]52;c;([\w+/]*={0,2})\u{7}/gu;

const PLAIN_OUTPUT = new RegExp(OWN.join('|'), 'gu');
const COLORED_OUTPUT = new RegExp([...OWN, COLORS].join('|'), 'gu');

/** @throws {Error} when something reached a terminal, or the clipboard behind it, that is neither ours nor harmless text. */
export function assertOwnSequences(output: string, isColored: boolean): void {
  const rest = output.replaceAll(CLIPBOARD, (_all, payload: string) => {
    assertHarmless(Buffer.from(payload, 'base64').toString(), 'the clipboard');
    return '';
  });
  assertHarmless(rest.replaceAll(isColored ? COLORED_OUTPUT : PLAIN_OUTPUT, ''), 'the terminal');
}
