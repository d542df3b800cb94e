import type {Dice} from './dice.js';

/** What moves cursors, sets titles, writes clipboards, asks terminals, or switches what bytes mean. */
const SEQUENCES = [
  ...[
    '\u{1B}[2J',
    '\u{1B}[H',
    '\u{1B}[12;40H',
    '\u{1B}[5A',
    '\u{1B}[K',
    '\u{1B}[?1049l',
    '\u{1B}[6n',
  ],
  ...['\u{1B}[31m', '\u{1B}[7m', '\u{1B}[38;2;1;2;3m', '\u{1B}[8m', '\u{1B}[?25h', '\u{1B}[?1000h'],
  ...[
    '\u{1B}]0;owned\u{7}',
    '\u{1B}]52;c;ZXZpbA==\u{7}',
    '\u{1B}]8;;http://x\u{1B}\\',
    '\u{1B}]9;x\u{9C}',
  ],
  ...[
    '\u{1B}P+q544e\u{1B}\\',
    '\u{1B}Ptmux;\u{1B}\u{1B}]0;x\u{7}\u{1B}\\',
    '\u{1B}_G\u{1B}\\',
    '\u{1B}^x\u{1B}\\',
  ],
  ...[
    '\u{9B}31m',
    '\u{9B}2J',
    '\u{9D}0;owned\u{9C}',
    '\u{90}q\u{9C}',
    '\u{1B}c',
    '\u{1B}(0',
    '\u{1B}#8',
    '\u{1B}7',
  ],
  ...[
    '\u{1B}',
    '\u{1B}[',
    '\u{1B}]',
    '\u{1B}[3',
    '\u{1B}]0;',
    '\u{9B}',
    '\u{9D}',
    '\u{1B}\u{1B}[',
    '\u{1B}[\u{1B}[31m',
  ],
] as const;

const CONTROLS = [
  '\0',
  '\u{7}',
  '\b',
  '\t',
  '\n',
  '\r',
  '\r\n',
  '\v',
  '\f',
  '\u{E}',
  '\u{F}',
  '\u{7F}',
  '\u{85}',
  '\u{8D}',
];

/** What hides, reorders or joins. */
const INVISIBLE = [
  ...[
    '\u{202E}',
    '\u{202D}',
    '\u{202A}',
    '\u{202C}',
    '\u{2066}',
    '\u{2067}',
    '\u{2069}',
    '\u{200E}',
    '\u{200F}',
    '\u{61C}',
  ],
  ...[
    '\u{200B}',
    '\u{200C}',
    '\u{200D}',
    '\u{2060}',
    '\u{2063}',
    '\u{FEFF}',
    '\u{AD}',
    '\u{34F}',
    '\u{180E}',
    '\u{3164}',
  ],
  ...[
    '\u{2028}',
    '\u{2029}',
    '\u{FE0F}',
    '\u{FE0E}',
    '\u{E0101}',
    '\u{E0041}',
    '\u{E007F}',
    '\u{FFF9}',
    '\u{FFFE}',
  ],
  ...[
    '\u{D83D}',
    '\u{DE00}',
    '\u{115F}',
    '\u{1160}',
    '\u{FFA0}',
    '\u{17B4}',
    '\u{1D173}',
    '\u{13430}',
    '\u{206A}',
  ],
];

/** What is wider, narrower or longer than it looks. */
const WIDTHS = [
  ...[
    '日本',
    '한국',
    'ｆｕｌｌ',
    '😀',
    '👨‍👩‍👧',
    '🇩🇪',
    '👍🏽',
    'é',
    'Z\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}a',
    '\u{301}',
  ],
  ...[
    'ﷺ',
    '𒐫',
    '꧅',
    'ა',
    'ẞ',
    'ﬀ',
    '\u{1100}\u{1161}',
    '\u{20DD}',
    '①',
    '·',
    '…',
    'ａ',
    '\u{E000}',
    '\u{A0}',
    '\u{3000}',
  ],
  ...[
    'עברית',
    'العربية',
    'हिन्दी',
    'ภาษาไทย',
    '᳀',
    '\u{1F1E6}',
    '❤',
    '⌚',
    '⚡',
    '\u{FFFD}',
    '\u{378}',
    '𝟙',
  ],
];

/** What a spreadsheet, a shell, a template or a parser would take for its own. */
const CODE = [
  ...[
    '=1+1',
    '+1',
    '-1',
    '@SUM(1)',
    "=cmd|'/C calc'!A0",
    '=HYPERLINK("http://x")',
    '"',
    "'",
    '","',
    '\\',
    '`id`',
    '$(id)',
  ],
  ...[
    '; rm -rf /',
    '| cat',
    '&& x',
    '%s',
    '{{x}}',
    '<b>',
    '&amp;',
    ']]>',
    '-->',
    '#{DISPLAY}',
    '#(id)',
    '\\e[31m',
    '\\u001b',
    '../..',
  ],
];

const ORDINARY = [
  'ami-0123456789abcdef0',
  'archive',
  'Client error: ',
  'x',
  ' ',
  'bin',
  '100%',
  '[31m',
  ';',
  'Zürich',
];

const KINDS = [
  SEQUENCES,
  SEQUENCES,
  CONTROLS,
  INVISIBLE,
  INVISIBLE,
  WIDTHS,
  CODE,
  ORDINARY,
  ORDINARY,
];

/** A text as somebody who means harm, or knows no better, would put into a bucket's name or a failure's reason. */
export function hostileText(dice: Dice, maxPieces = 6): string {
  if (dice.chance(0.1)) {
    return randomUnits(dice);
  }

  const text = dice
    .some(1, maxPieces, () => dice.pick<string>(dice.pick<readonly string[]>(KINDS)))
    .join('');
  return dice.chance(0.01) ? text.repeat(1 + dice.below(200)) : text;
}

/** Any UTF-16 units at all, half surrogates among them. */
function randomUnits(dice: Dice): string {
  const limit = dice.pick([0x80, 0x100, 0x3000, 0x1_0000]);
  return String.fromCharCode(...dice.some(1, 12, () => dice.below(limit)));
}

/**
What no text from outside may bring along: control characters, line breaks, bidi and zero-width characters, fillers, variation selectors, tags, half surrogates. Written down again here, so that a hole in the cleaning isn't one in its test.
*/
export const FORBIDDEN =
  /[\u{0}-\u{1F}\u{7F}-\u{9F}\u{AD}\u{61C}\u{115F}\u{1160}\u{17B4}\u{17B5}\u{200B}-\u{200F}\u{2028}-\u{202E}\u{2060}-\u{206F}\u{3164}\u{FEFF}\u{FFA0}\u{FFF0}-\u{FFFB}\u{FFFE}\u{FFFF}\u{1D173}-\u{1D17A}\p{Cs}]|\u{34F}|[\u{180B}-\u{180F}]|[\u{FE00}-\u{FE0F}]|[\u{E0000}-\u{E0FFF}]/u;

/** @throws {Error} with the place when a text has something forbidden in it. */
export function assertHarmless(text: string, where: string): void {
  const found = FORBIDDEN.exec(text);
  if (found) {
    const code = found[0].codePointAt(0)?.toString(16).toUpperCase();
    const around = text.slice(Math.max(0, found.index - 20), found.index + 20);
    throw new Error(`U+${code} got through to ${where}: ${JSON.stringify(around)}`);
  }
}
