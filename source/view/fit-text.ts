import stringWidth from 'string-width';

// Without a quantifier: `^[ -~]*$` overflows V8's stack on texts of millions of characters.
const notPrintableAscii = /[^ -~]/;
const graphemes = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

/** Terminal columns that a text takes. */
export function textWidth(text: string): number {
  return isPrintableAscii(text) ? text.length : stringWidth(text);
}

/** Cuts a text to a number of columns. What is cut ends in `ellipsis`, so that nobody takes a part for the whole. */
export function cut(text: string, width: number, ellipsis = '~'): string {
  if (head(text, width).length === text.length) {
    return text;
  }

  return width <= 0 ? '' : head(text, width - 1) + ellipsis;
}

/** The same from the other end: of a text that is being typed, the end is where it goes on. */
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

/** Where parts of a text are once it is cut to a width; a part that is cut away is at the ellipsis, which stands for it. Both in order. */
export function visible(
  ranges: readonly (readonly [from: number, to: number])[],
  text: string,
  width: number,
): readonly (readonly [from: number, to: number])[] {
  if (head(text, width).length === text.length) {
    return ranges;
  }

  const shown: [number, number][] = [];
  for (const [from, to] of ranges) {
    const start = Math.max(Math.min(from, width - 1), shown.at(-1)?.[1] ?? 0);
    const end = Math.min(to, width);
    if (start < end) {
      shown.push([start, end]);
    }
  }

  return shown;
}

/** The same, right-aligned. */
export function fitRight(text: string, width: number): string {
  const short = cut(text, width);
  return ' '.repeat(Math.max(0, width - textWidth(short))) + short;
}

// Letters that are joined to others (no cell, or one), and what has no meaning in Unicode yet, is enclosed, or has got wide with Unicode 16 (one cell, or two).
const unsure =
  /[\u06DE\u1160-\u11FF\u1734\u2630-\u2637\u268A-\u268F\u3248-\u324F\u4DC0-\u4DFF\uD7B0-\uD7FB\p{Cn}]/gu;

/** Puts `?` for each character that terminals don't agree about how wide it is: a line that gets too long breaks the screen below it. Half of them go by code points (wcwidth), the others by what belongs together, such as a hand and its colour. */
export function sureWidth(text: string): string {
  if (isPrintableAscii(text)) {
    return text;
  }

  return Array.from(graphemes.segment(text.replace(unsure, '?')), ({segment}) =>
    segment.length === 1 || stringWidth(segment) === codePointsWidth(segment) ? segment : '?',
  ).join('');
}

function codePointsWidth(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + stringWidth(character), 0);
}

/** Puts `?` for each grapheme whose width isn't its length, for `ink-table`, which measures by length, and for those of no sure width. */
export function evenWidth(text: string): string {
  if (isPrintableAscii(text)) {
    return text;
  }

  return Array.from(graphemes.segment(sureWidth(text)), ({segment}) =>
    stringWidth(segment) === segment.length ? segment : '?',
  ).join('');
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
  if (isPrintableAscii(text)) {
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
  if (isPrintableAscii(text)) {
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
  if (isPrintableAscii(word)) {
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

function isPrintableAscii(text: string): boolean {
  return !notPrintableAscii.test(text);
}
