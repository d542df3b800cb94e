/** Which lines there is room for. The lines of a screen from top to bottom are its members in this order. */
export type Layout = {
  /** Lines in all: one less than the terminal has, because Ink repaints everything in a taller frame. */
  readonly height: number;

  /** Only one line of summary. */
  readonly isLine: boolean;

  /** Lines of sources. */
  readonly sources: number;
  readonly banner: number;

  /** Lines about what doesn't work of --log and --exec. */
  readonly troubles: number;
  readonly hasCounts: boolean;
  readonly hasFilters: boolean;
  readonly hasGaps: boolean;

  /** Lines between the head and the footer: the table with its heading, or an overlay. */
  readonly body: number;
  readonly hasFooter: boolean;

  /** In a body of two lines a second task says more than a heading. */
  readonly hasHeading: boolean;

  /** Rows of the table: the body without its heading. */
  readonly pageSize: number;
};

export type LayoutNeeds = {
  readonly rows: number;

  /** How many there are. */
  readonly sources: number;

  /** Lines that it would like. */
  readonly banner: number;

  /** True where the lines of the sources, if there is room for them, say all that the banner would. */
  readonly isBannerSpare: boolean;

  /** How many of --log and --exec don't work: a line for each where there is room. */
  readonly troubles: number;

  /** A filter that hides tasks must be seen even where there is little room. */
  readonly isFiltered: boolean;

  /** The screen of one AMI, as the overview, has nothing to count or filter. */
  readonly isSingle: boolean;
};

/** True where there is room for one line of summary and nothing else. */
export function isLine(rows: number): boolean {
  return rows <= 3;
}

/** The table is what the screen is for: beside less of it than this, sources are only counted. */
const MIN_BODY = 10;

/** Plans the screen for a terminal of so many rows. What says least gives way first. */
export function planLayout(needs: LayoutNeeds): Layout {
  const {rows, isFiltered, isSingle} = needs;
  const height = Math.max(1, rows - 1);
  const isTable = !isSingle;
  const plan = {
    hasCounts: isTable && (height >= 12 || (height >= 8 && !isFiltered)),
    hasFilters: isTable && (height >= 12 || (height >= 8 && isFiltered)),
    hasGaps: height >= 15,
    hasFooter: height >= 4,
  };
  const {hasGaps, ...single} = plan;
  const fixed = 1 + Object.values(single).filter(Boolean).length + (hasGaps ? 2 : 0);
  const isRoomy = height - fixed - needs.sources >= MIN_BODY;
  const sources = needs.sources > 1 && isRoomy ? needs.sources : 0;
  const banner =
    sources > 0 && needs.isBannerSpare
      ? 0
      : Math.min(needs.banner, height >= 15 ? 2 : height >= 4 ? 1 : 0);
  const troubles = Math.min(needs.troubles, height >= 15 ? 2 : height >= 4 ? 1 : 0);
  const body = Math.max(1, height - fixed - sources - banner - troubles);
  const hasHeading = body >= 3;
  return {
    height: isLine(rows) ? 1 : height,
    isLine: isLine(rows),
    ...plan,
    sources,
    banner,
    troubles,
    body,
    hasHeading,
    pageSize: Math.max(1, hasHeading ? body - 1 : body),
  };
}
