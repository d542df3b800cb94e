/** A piece of a line that looks the same all along. */
export type Run = {
  readonly text: string;

  /** From 0. */
  readonly column: number;

  /** Columns that it takes. */
  readonly width: number;

  /** 0 to 7 of the terminal's palette; `undefined` is its usual colour. */
  readonly color: number | undefined;
  readonly isBold: boolean;
  readonly isDim: boolean;
  readonly isInverse: boolean;
};

export type Picture = {
  /** For those who can't see it. */
  readonly title: string;
  readonly columns: number;

  /** From top to bottom. */
  readonly lines: readonly (readonly Run[])[];
};

const CELL = {width: 8.4, height: 18} as const;
const MARGIN = 14;
const BASELINE = 13;
const BACKGROUND = '#1a1b26';
const FOREGROUND = '#c8d0f0';

/** Black, red, green, yellow, blue, magenta, cyan, white. */
const PALETTE = [
  '#565f89',
  '#f7768e',
  '#9ece6a',
  '#e0af68',
  '#7aa2f7',
  '#bb9af7',
  '#7dcfff',
  '#c8d0f0',
] as const;

/** A screen as SVG: one text element a run, each held to its columns, so that it looks alike with every font. */
export function screenSvg({title, columns, lines}: Picture): string {
  const width = Math.ceil(columns * CELL.width + 2 * MARGIN);
  const height = lines.length * CELL.height + 2 * MARGIN;
  const backs = lines.flatMap((runs, row) => runs.flatMap(run => backElement(run, row)));
  const texts = lines.flatMap((runs, row) =>
    runs.filter(({text}) => text.trim() !== '').map(run => textElement(run, row)),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}" font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="14" fill="${FOREGROUND}">
<title>${escaped(title)}</title>
<rect width="100%" height="100%" rx="8" fill="${BACKGROUND}"/>
${[...backs, ...texts].join('\n')}
</svg>
`;
}

/** The background of a run that has one. */
function backElement({column, width, color, isInverse}: Run, row: number): readonly string[] {
  const fill = color === undefined ? FOREGROUND : PALETTE[color];
  return isInverse
    ? [
        `<rect x="${rounded(MARGIN + column * CELL.width)}" y="${MARGIN + row * CELL.height - 1}" width="${rounded(width * CELL.width)}" height="${CELL.height}" fill="${fill}"/>`,
      ]
    : [];
}

function textElement(
  {text, column, width, color, isBold, isDim, isInverse}: Run,
  row: number,
): string {
  const fill = isInverse ? BACKGROUND : color === undefined ? undefined : PALETTE[color];
  const attributes = [
    `x="${rounded(MARGIN + column * CELL.width)}"`,
    `y="${MARGIN + row * CELL.height + BASELINE}"`,
    `textLength="${rounded(width * CELL.width)}"`,
    'lengthAdjust="spacingAndGlyphs"',
    'xml:space="preserve"',
    fill === undefined ? '' : `fill="${fill}"`,
    isBold ? 'font-weight="700"' : '',
    isDim ? 'opacity="0.6"' : '',
  ];
  return `<text ${attributes.filter(Boolean).join(' ')}>${escaped(text)}</text>`;
}

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, character => ENTITIES[character] ?? '');
}
