import stringWidth from 'string-width';

// ASCII, and the screen's own glyphs, of which a rule has a hundred in each frame. Without a quantifier: `^[ -~]*$` overflows V8's stack on texts of millions of characters.
const notSingle = /[^ -~\u00B7\u2026\u2190-\u2193\u2500-\u259F]/;
const graphemes = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

/** Terminal columns that a text takes. */
export function textWidth(text: string): number {
  return isSingle(text) ? text.length : stringWidth(text);
}

/** Cuts a text to a number of columns. What is cut ends in `ellipsis`, so that nobody takes a part for the whole. */
export function cut(text: string, width: number, ellipsis = '~'): string {
  if (head(text, width).length === text.length) {
    return text;
  }

  return width <= 0 ? '' : head(text, width - 1) + ellipsis;
}

/** Cuts away the start instead: of a text that is being typed, the end has to stay in sight. */
export function cutStart(text: string, width: number, ellipsis = '~'): string {
  if (head(text, width).length === text.length) {
    return text;
  }

  return width <= 0 ? '' : ellipsis + tail(text, width - 1);
}

/** Cuts and pads a text to exactly `width` columns. */
export function fit(text: string, width: number, ellipsis?: string): string {
  const short = cut(text, width, ellipsis);
  return short + ' '.repeat(Math.max(0, width - textWidth(short)));
}

/** Where parts of a text are once it is cut to a width, each with the whole of the characters that it touches; a part that is cut away is at the ellipsis, which stands for it. Both in order. */
export function visible(
  ranges: readonly (readonly [from: number, to: number])[],
  text: string,
  width: number,
): readonly (readonly [from: number, to: number])[] {
  if (ranges.length === 0 || width <= 0) {
    return [];
  }

  const whole = head(text, width).length;
  const isCut = whole < text.length;
  const shown = isCut ? head(text, width - 1).length : whole;
  const all = shown + (isCut ? 1 : 0);
  const starts = characterStarts(text.slice(0, shown));
  const found: [number, number][] = [];
  for (const [from, to] of ranges) {
    const start = Math.max(starts(Math.min(from, shown)), found.at(-1)?.[1] ?? 0);
    const last = Math.min(to, all);
    const end = starts(last) === last ? last : starts(last, 'next');
    if (start < end) {
      found.push([start, end]);
    }
  }

  return found;
}

/** Gives where the character begins, or the next one, that a place in the text is within. */
function characterStarts(text: string): (at: number, which?: 'this' | 'next') => number {
  if (isSingle(text)) {
    return at => at;
  }

  const own = new Map<number, readonly [start: number, next: number]>();
  for (const {segment, index} of graphemes.segment(text)) {
    for (let at = index + 1; at < index + segment.length; at++) {
      own.set(at, [index, index + segment.length]);
    }
  }

  return (at, which = 'this') => own.get(at)?.[which === 'this' ? 0 : 1] ?? at;
}

/** Cuts a text to exactly `width` columns, padded on its left. */
export function fitRight(text: string, width: number): string {
  const short = cut(text, width);
  return ' '.repeat(Math.max(0, width - textWidth(short))) + short;
}

// Terminals give letters that join others no cell, or one; and one cell or two to code points without a meaning yet, enclosed numbers, and signs that Unicode 16 made wide.
const unsure =
  /[\u06DE\u1160-\u11FF\u1734\u2630-\u2637\u268A-\u268F\u3248-\u324F\u4DC0-\u4DFF\uD7B0-\uD7FB\p{Cn}]/gu;

/** A syllable of Korean in its letters, as macOS writes file names; joined it is the same text, and of a sure width. */
const KOREAN_LETTERS = /[\u1100-\u1112][\u1161-\u1175][\u11A8-\u11C2]?/gu;

/**
Replaces every character whose width terminals disagree about: a line that comes out longer than planned breaks the screen below it. Half of the terminals add up the widths of code points (wcwidth), the others take a grapheme for one character: an emoji and its skin tone, a family joined from several persons. Of such a grapheme only the first code point is kept where that is a picture of its own (the hand without its skin tone, one person of the family); otherwise it becomes `?`.
*/
export function replaceUnsureWidths(text: string): string {
  if (isSingle(text)) {
    return text;
  }

  const joined = text.replace(KOREAN_LETTERS, letters => letters.normalize('NFC'));
  return Array.from(graphemes.segment(joined.replace(unsure, '?')), ({segment}) =>
    segment.length === 1 || isSure(segment) ? segment : firstPicture(segment),
  ).join('');
}

function isSure(grapheme: string): boolean {
  return stringWidth(grapheme) === codePointsWidth(grapheme);
}

function firstPicture(grapheme: string): string {
  const first = String.fromCodePoint(grapheme.codePointAt(0) as number);
  return /^\p{Extended_Pictographic}$/u.test(first) ? first : '?';
}

function codePointsWidth(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + stringWidth(character), 0);
}

/** Breaks a text into lines of at most `width` columns, at spaces where there are any. */
export function wrap(text: string, width: number): readonly string[] {
  const room = Math.max(1, width);
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.split(' ').filter(Boolean)) {
    const wordWidth = textWidth(word);
    if (line && used + 1 + wordWidth <= room) {
      line += ` ${word}`;
      used += 1 + wordWidth;
      continue;
    }

    if (line) {
      lines.push(line);
    }

    line = word;
    used = wordWidth;
    if (used > room) {
      for (const part of pieces(word, room)) {
        lines.push(part);
      }

      line = lines.pop() ?? '';
      used = textWidth(line);
    }
  }

  return line ? [...lines, line] : lines;
}

/** The longest start of a text that takes no more columns; what is behind it is not looked at. */
function head(text: string, width: number): string {
  if (isSingle(text)) {
    return text.slice(0, Math.max(0, width));
  }

  let used = 0;
  let end = 0;
  for (const {segment} of graphemes.segment(text)) {
    used += stringWidth(segment);
    if (used > width) {
      break;
    }

    end += segment.length;
  }

  return text.slice(0, end);
}

/** The longest end of a text that takes no more columns. */
function tail(text: string, width: number): string {
  if (isSingle(text)) {
    return text.slice(Math.max(0, text.length - width));
  }

  const widths = Array.from(graphemes.segment(text), ({segment}) => ({
    length: segment.length,
    width: stringWidth(segment),
  }));
  let left = widths.reduce((sum, grapheme) => sum + grapheme.width, 0);
  let start = 0;
  for (const grapheme of widths) {
    if (left <= width) {
      break;
    }

    left -= grapheme.width;
    start += grapheme.length;
  }

  return text.slice(start);
}

/** A word in parts of at most so many columns; only a character that is wider than that is a part of its own. */
function pieces(word: string, width: number): readonly string[] {
  const parts: string[] = [];
  if (isSingle(word)) {
    for (let at = 0; at < word.length; at += width) {
      parts.push(word.slice(at, at + width));
    }

    return parts;
  }

  let from = 0;
  let end = 0;
  let used = 0;
  for (const {segment} of graphemes.segment(word)) {
    const segmentWidth = stringWidth(segment);
    if (used + segmentWidth > width && end > from) {
      parts.push(word.slice(from, end));
      from = end;
      used = 0;
    }

    end += segment.length;
    used += segmentWidth;
  }

  parts.push(word.slice(from));
  return parts;
}

/** Each UTF-16 unit is a character of one column. */
function isSingle(text: string): boolean {
  return !notSingle.test(text);
}
