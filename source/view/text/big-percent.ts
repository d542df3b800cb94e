import {textWidth} from './fit-text.js';
import {BLANK_LINE, type TextLine} from './text-lines.js';
import type {Tone} from './theme.js';

/** Five rows of five columns and a gap: as much as can be read from across a room. */
const FONT: Readonly<Record<string, readonly string[]>> = {
  '0': [' ### ', '#   #', '#   #', '#   #', ' ### '],
  '1': ['  #  ', ' ##  ', '  #  ', '  #  ', ' ### '],
  '2': ['#### ', '    #', ' ### ', '#    ', '#####'],
  '3': ['#### ', '    #', ' ### ', '    #', '#### '],
  '4': ['#   #', '#   #', '#####', '    #', '    #'],
  '5': ['#####', '#    ', '#### ', '    #', '#### '],
  '6': [' ### ', '#    ', '#### ', '#   #', ' ### '],
  '7': ['#####', '    #', '   # ', '  #  ', '  #  '],
  '8': [' ### ', '#   #', ' ### ', '#   #', ' ### '],
  '9': [' ### ', '#   #', ' ####', '    #', ' ### '],
  '%': ['#   #', '   # ', '  #  ', ' #   ', '#   #'],
  A: [' ### ', '#   #', '#####', '#   #', '#   #'],
  D: ['#### ', '#   #', '#   #', '#   #', '#### '],
  E: ['#####', '#    ', '#### ', '#    ', '#####'],
  F: ['#####', '#    ', '#### ', '#    ', '#    '],
  I: [' ### ', '  #  ', '  #  ', '  #  ', ' ### '],
  L: ['#    ', '#    ', '#    ', '#    ', '#####'],
  N: ['#   #', '##  #', '# # #', '#  ##', '#   #'],
  O: [' ### ', '#   #', '#   #', '#   #', ' ### '],
};

const BIG_TEXT_ROWS = 5;

/** Digits, `%` and the letters of DONE and FAIL as five lines of ASCII, two columns between them; any other character takes no room. */
export function bigText(text: string): readonly string[] {
  const glyphs = Array.from(text).flatMap(character => {
    const glyph = FONT[character];
    return glyph ? [glyph] : [];
  });
  return Array.from({length: BIG_TEXT_ROWS}, (_, row) =>
    glyphs
      .map(glyph => glyph[row])
      .join('  ')
      .trimEnd(),
  );
}

/** How the percent, or the end, is drawn large: to the right of the facts, above them, or not at all. */
export type Digits = {
  readonly place: 'beside' | 'above' | 'none';
  readonly rows: readonly string[];

  /** Columns that are left for the facts. */
  readonly roomBeside: number;
};

/** The facts need so many columns: `ETA`, its label and what it rests on. */
const FACTS_WIDTH = 51;
const GAP = 2;

/** Columns of `100%`; fewer digits take the same, so that nothing moves when one is added. */
const WIDEST = textWidth(bigText('100%')[0] ?? '') + 1;

/** Rows in sight from which digits are worth their room: at the right they cost none. */
const MIN_HEIGHT = {large: 40, beside: 10, above: 22} as const;

/** @param word The percent, `DONE` or `FAIL`; empty for nothing. @param height Rows that are in sight. */
export function chooseDigits(
  word: string,
  {width, height}: {readonly width: number; readonly height: number},
): Digits {
  const rows = bigText(word);
  const roomFor = (columns: number) => width - columns - GAP;
  if (word && height >= MIN_HEIGHT.large && roomFor(2 * WIDEST) >= FACTS_WIDTH) {
    return {place: 'beside', rows: doubled(rows), roomBeside: roomFor(2 * WIDEST)};
  }

  if (word && height >= MIN_HEIGHT.beside && roomFor(WIDEST) >= FACTS_WIDTH) {
    return {place: 'beside', rows, roomBeside: roomFor(WIDEST)};
  }

  return word && height >= MIN_HEIGHT.above && width >= WIDEST
    ? {place: 'above', rows, roomBeside: width}
    : {place: 'none', rows: [], roomBeside: width};
}

/** The facts with the digits at their place. */
export function besideDigits(
  facts: readonly TextLine[],
  {place, rows, roomBeside}: Digits,
  tone: Tone,
): readonly TextLine[] {
  if (place !== 'beside') {
    const above = rows.map((text): TextLine => [{text, tone}]);
    return place === 'none' ? facts : [BLANK_LINE, ...above, BLANK_LINE, ...facts];
  }

  return Array.from({length: Math.max(facts.length, rows.length)}, (_, index) => {
    const fact = facts[index] ?? [];
    const digits = rows[index];
    const used = fact.reduce((sum, {text}) => sum + textWidth(text), 0);
    return digits
      ? [...fact, {text: ' '.repeat(Math.max(0, roomBeside + GAP - used))}, {text: digits, tone}]
      : fact;
  });
}

function doubled(rows: readonly string[]): readonly string[] {
  return rows.flatMap(row => {
    const wide = Array.from(row, character => character.repeat(2)).join('');
    return [wide, wide];
  });
}
