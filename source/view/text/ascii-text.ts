import {textWidth} from './fit-text.js';

const BEYOND = /[^\0-~]/;
const graphemes = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

// A whole sequence (CSI, a string up to its end, any other escape), which a mark behind it must not be taken for a part of.
const SEQUENCE = /(\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)|[^[\]PX^_]))/;

/**
A text as a terminal can be sent it whose locale isn't UTF-8: nothing above 0x7E, because there each byte of a letter may be a control character. What can't be written is `?`, as often as it takes columns, so that what was laid out stays so. Control sequences stay.
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

/** The text within a sequence has no columns. */
function asciiSequence(sequence: string): string {
  return sequence.replaceAll(/[^\0-~]/gu, '?');
}
