import type {Key} from 'ink';
import {MAX_SEARCH_LENGTH} from '../../task/search-terms.js';
import {namedKey} from './key-codes.js';

const NAMED = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pageup'],
  ['pageDown', 'pagedown'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'escape'],
  ['backspace', 'backspace'],
  ['delete', 'delete'],
  ['tab', 'tab'],
] as const satisfies readonly (readonly [keyof Key, string])[];

/**
Ink's input as single keys: `a`, `A`, `/`, `space`, `up`, `enter`, `ctrl+b`, `f1`.
Keys typed fast, or over a slow line, arrive in one chunk, which Ink hands over as one text; Escape and a key right after it arrive as that key with Alt.
*/
export function toKeys(input: string, key: Key): readonly string[] {
  const named = NAMED.find(([flag]) => key[flag]);
  if (named) {
    // Two escapes in one chunk are read as Escape with Alt.
    return named[1] === 'escape' && key.meta ? ['escape', 'escape'] : [named[1]];
  }

  if (key.ctrl) {
    // Ink calls NUL the backquote, which is how old terminals sent it.
    return input ? [`ctrl+${input === '`' ? 'space' : input}`] : [];
  }

  const characters = Array.from(input, nameOf);
  return key.meta ? ['escape', ...characters] : characters;
}

function nameOf(character: string): string {
  const code = character.charCodeAt(0);
  switch (character) {
    case '\r':
    case '\n':
      return 'enter';
    case '\t':
      return 'tab';
    case ' ':
      return 'space';
    case '\u{1B}':
      return 'escape';
    case '\u{7F}':
    case '\b':
      return 'backspace';
    default:
      return code < 0x20 ? controlName(code) : (namedKey(character) ?? character);
  }
}

function controlName(code: number): string {
  const letter = String.fromCharCode(code + (code > 0x1a ? 0x40 : 0x60));
  return `ctrl+${code === 0 ? 'space' : letter}`;
}

/** What a key types into a text, if it does. */
export function typedText(key: string): string | undefined {
  if (key === 'space') {
    return ' ';
  }

  return Array.from(key).length === 1 ? key : undefined;
}

/** Pasted text as one line without control characters. */
export function pastedText(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim();
}

/**
A text that is being typed, with more in it.
@returns At most `MAX_SEARCH_LENGTH` characters, and whether some of what is typed had to be left out for that.
*/
export function typeAt(
  before: string,
  more: string,
  after = '',
): {readonly text: string; readonly isCut: boolean} {
  const room = MAX_SEARCH_LENGTH - Array.from(before).length - Array.from(after).length;
  // A character has at most two UTF-16 units; nothing is done to those that are left out.
  const characters = Array.from(more.slice(0, 2 * room + 2));
  const isCut = characters.length > room;
  return {text: before + characters.slice(0, room).join('') + after, isCut};
}
