/** Where the preview of the selected task lies. */
export type PreviewPlace = 'below' | 'right' | 'none';

/** Which lines there is room for. The lines of a screen from top to bottom are its members in this order. */
export type Layout = {
  /** Lines in all: all of a terminal of few rows, otherwise one less than it has. */
  readonly height: number;

  /** Only a few lines of summary. */
  readonly isSummary: boolean;

  /** Lines of sources. */
  readonly sources: number;
  readonly banner: number;

  /** Lines about what doesn't work of --log and --exec. */
  readonly troubles: number;
  readonly hasTabs: boolean;

  /** A blank line on either side of a body that is text. */
  readonly hasGaps: boolean;

  /** Lines between the head and the footer: the table with its heading, or an overlay. */
  readonly body: number;

  /** In a body of few lines a task more says more than a heading. */
  readonly hasHeading: boolean;

  /** Rows of the table: the body without its heading. */
  readonly pageSize: number;

  /** Columns of the table: all of the terminal, but for a preview at the right. */
  readonly listWidth: number;

  /** There is room for a preview, be it wanted or not. */
  readonly canPreview: boolean;

  /** With the rule above it where it is below; with one beside it at the right. */
  readonly preview: {
    readonly place: PreviewPlace;
    readonly width: number;
    readonly height: number;
  };

  /** Lines of the overview under the list, with the rule above it; 0 where it takes the body. */
  readonly band: number;

  /** The line that tells what is news. */
  readonly hasNews: boolean;
  readonly hasFooter: boolean;
};

export type LayoutNeeds = {
  /** Of the terminal. */
  readonly rows: number;
  readonly columns: number;

  /** Lines that tell of the sources. */
  readonly sources: number;

  /** Lines that it takes to say why a source fails. The lines of the sources say it, too. */
  readonly banner: number;

  /** How many of --log and --exec don't work: a line for each where there is room. */
  readonly troubles: number;

  /** The body is the table of tasks. */
  readonly isList: boolean;

  /** The body is the overview, under the list where there is room for both. @default false */
  readonly isOverview?: boolean;

  /** Something is news. */
  readonly hasNews: boolean;

  /** Somebody wants the preview, and there is a task to show. */
  readonly hasPreview: boolean;
};

/** In so many rows there is room for a summary and nothing else. */
const SUMMARY_ROWS = 3;

/** The table is what the screen is for: beside less of it than this, sources are only counted. */
const MIN_BODY = 10;

/** And this much of it is there whatever is wrong. */
const MIN_ROWS = 1;

/** From so many columns or rows on there is room for a preview. */
const PREVIEW_COLUMNS = 160;
const PREVIEW_ROWS = 30;

/** Its rule, and what a failure needs: why, what to check in two lines, where, how to try again. */
const PREVIEW_LINES = 7;

/** From so many rows on, where there are as many columns as for a preview, the overview is a band under the list. */
const BAND_ROWS = 50;
const BAND = 18;

/** Plans the screen for a terminal. What says least gives way first. */
export function planLayout(needs: LayoutNeeds): Layout {
  const {rows, columns} = needs;
  const isBand = needs.isOverview === true && rows >= BAND_ROWS && columns >= PREVIEW_COLUMNS;
  const band = isBand ? BAND : 0;
  const isList = needs.isList || isBand;
  const isSummary = rows <= SUMMARY_ROWS;
  // One row stays free: what a shell says while the program is stopped goes there.
  const height = Math.max(1, isSummary ? rows : rows - 1);
  const plan = {
    hasTabs: isList && height >= 3,
    hasGaps: !isList && height >= 15,
    hasNews: isList && needs.hasNews && height >= 11,
    hasFooter: height >= 4,
  };
  const {hasGaps, ...single} = plan;
  const preview = previewOf({...needs, isList});
  const fixed =
    1 +
    Object.values(single).filter(Boolean).length +
    (hasGaps ? 2 : 0) +
    band +
    (preview.place === 'below' ? preview.height : 0);
  const isRoomy = height - fixed - needs.sources >= MIN_BODY;
  const sources = needs.sources > 0 && isRoomy ? needs.sources : 0;
  const most = height >= 15 ? 2 : height >= 5 ? 1 : 0;
  const troubles = Math.min(needs.troubles, most);
  const rest = height - fixed - sources - troubles - MIN_ROWS;
  const banner =
    sources > 0 ? 0 : Math.max(0, Math.min(needs.banner, rest, Math.floor(height / 3)));
  const body = height - fixed - sources - banner - troubles;
  const hasHeading = body >= 7;
  const listWidth = preview.place === 'right' ? columns - preview.width - RULE_WIDTH : columns;
  return {
    height,
    isSummary,
    ...plan,
    band,
    sources,
    banner,
    troubles,
    body,
    hasHeading,
    pageSize: Math.max(1, hasHeading ? body - 1 : body),
    listWidth,
    canPreview: isList && placeOf(needs) !== 'none',
    preview: preview.place === 'right' ? {...preview, height: body} : preview,
  };
}

/** A rule down the screen and a blank on either side. */
const RULE_WIDTH = 3;

function previewOf(needs: LayoutNeeds): Layout['preview'] {
  const {rows, columns} = needs;
  const place = needs.isList && needs.hasPreview ? placeOf(needs) : 'none';
  switch (place) {
    case 'right':
      return {place, width: Math.floor(columns * 0.4), height: 0};
    case 'below':
      return {
        place,
        width: columns,
        height: Math.min(12, Math.max(PREVIEW_LINES, Math.floor(rows / 5))),
      };
    default:
      return {place, width: 0, height: 0};
  }
}

function placeOf({rows, columns}: LayoutNeeds): PreviewPlace {
  if (columns >= PREVIEW_COLUMNS && rows >= MIN_BODY) {
    return 'right';
  }

  return rows >= PREVIEW_ROWS ? 'below' : 'none';
}

/** Lines of a body that is text, or of the overview without its rule. */
export function textHeight({body, band}: Pick<Layout, 'body' | 'band'>): number {
  return band > 0 ? band - 1 : body;
}
