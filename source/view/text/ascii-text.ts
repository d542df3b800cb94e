import {textWidth} from './fit-text.js';

const BEYOND = /[^\0-~]/;
const graphemes = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

// A whole escape sequence: CSI, a control string up to its end, or any other. The text is split at sequences first, so that a combining mark right behind one is not joined to it.
const SEQUENCE = /(\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)|[^[\]PX^_]))/;

/**
A text for a terminal whose locale isn't UTF-8: nothing above 0x7E, because there each byte of a letter may be a control character. A character that can't be written becomes as many `?` as it takes columns, so that nothing moves. Control sequences stay.
*/
export function asciiText(text: string): string {
  return BEYOND.test(text)
    ? text
        .split(SEQUENCE)
        .map((part, index) => (index % 2 === 1 ? asciiSequence(part) : asciiPart(part)))
        .join('')
    : text;
}

function asciiPart(text: string): string {
  return BEYOND.test(text)
    ? Array.from(graphemes.segment(text), ({segment}) =>
        BEYOND.test(segment) ? marksFor(segment) : segment,
      ).join('')
    : text;
}

function marksFor(grapheme: string): string {
  return '?'.repeat(/^\p{Cc}/u.test(grapheme) ? grapheme.length : textWidth(grapheme));
}

/** A title or a notification within a sequence takes no columns: one `?` for each character. */
function asciiSequence(sequence: string): string {
  return sequence.replaceAll(/[^\0-~]/gu, '?');
}
