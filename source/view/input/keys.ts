import type {Key} from 'ink';
import {MAX_SEARCH_LENGTH} from '../../task/search-terms.js';
import {functionKeyName} from './key-codes.js';

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
  ['delete', 'backspace'],
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
    return input ? [`ctrl+${input}`] : [];
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
      return code < 0x20
        ? `ctrl+${String.fromCharCode(code + 0x60)}`
        : (functionKeyName(character) ?? character);
  }
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
A text that is being typed, with more at its end.
@returns At most `MAX_SEARCH_LENGTH` characters, and whether that left something out.
*/
export function typeOn(
  soFar: string,
  more: string,
): {readonly text: string; readonly isCut: boolean} {
  // A character has at most two UTF-16 units; a long paste is cut before it is split into characters.
  const bounded = (soFar + more).slice(0, 2 * MAX_SEARCH_LENGTH + 2);
  const characters = Array.from(bounded);
  const isCut = characters.length > MAX_SEARCH_LENGTH;
  return {text: isCut ? characters.slice(0, MAX_SEARCH_LENGTH).join('') : bounded, isCut};
}
