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
};

export const BIG_TEXT_ROWS = 5;

/** Digits and `%` as five lines of ASCII, two columns between them; any other character takes no room. */
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
