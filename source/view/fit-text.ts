import stringWidth from 'string-width';

const printableAscii = /^[ -~]*$/;
const graphemes = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

/** Terminal columns that a text takes. */
export function textWidth(text: string): number {
  return printableAscii.test(text) ? text.length : stringWidth(text);
}

/** Cuts a text to a number of columns. What is cut ends in `ellipsis`, so that nobody takes a part for the whole. */
export function cut(text: string, width: number, ellipsis = '~'): string {
  if (textWidth(text) <= width) {
    return text;
  }

  if (width <= 0) {
    return '';
  }

  return head(text, width - 1) + ellipsis;
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
  if (textWidth(text) <= width) {
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
  if (printableAscii.test(text)) {
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
  if (printableAscii.test(text)) {
    return text;
  }

  return Array.from(graphemes.segment(sureWidth(text)), ({segment}) =>
    stringWidth(segment) === segment.length ? segment : '?',
  ).join('');
}

/** Breaks a text into lines of at most `width` columns, at spaces where there are any. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').filter(Boolean)) {
    const joined = line ? `${line} ${word}` : word;
    if (textWidth(joined) <= width) {
      line = joined;
      continue;
    }

    if (line) {
      lines.push(line);
    }

    line = word;
    while (textWidth(line) > Math.max(1, width)) {
      const part = head(line, Math.max(1, width)) || line;
      lines.push(part);
      line = line.slice(part.length);
    }
  }

  return line ? [...lines, line] : lines;
}

function head(text: string, width: number): string {
  if (printableAscii.test(text)) {
    return text.slice(0, width);
  }

  let used = 0;
  let result = '';
  for (const {segment} of graphemes.segment(text)) {
    used += stringWidth(segment);
    if (used > width) {
      break;
    }

    result += segment;
  }

  return result;
}
