/** What there is room for. */
export type OverviewPlan = {
  /** Rows of the plot without its axis; 0: only figures. */
  readonly plotRows: number;

  /** Columns of a day in the plot, the gap behind it included. */
  readonly dayWidth: number;

  /** Reasons and running tasks are beside the plot. */
  readonly isWide: boolean;

  /** All boxes are. */
  readonly isBand: boolean;

  /** Boxes side by side. */
  readonly columns: number;
};

/** Below it a plot would leave no room for what failed and where. */
const PLOT_WIDTH = 72;
const PLOT_HEIGHT = 16;

/** What the boxes beside the plot need. */
const WIDE = 112;

/** From so many columns on everything else is beside a plot of little height. */
const BAND = 150;

/** @param height Lines; 0 for any number, without a plot. */
export function planOverview(width: number, height: number): OverviewPlan {
  const hasPlot = width >= PLOT_WIDTH && height >= PLOT_HEIGHT;
  const isTall = height >= 24;
  const isWide = hasPlot && width >= WIDE && isTall;
  const isBand = hasPlot && width >= BAND && !isTall;
  return {
    plotRows: !hasPlot ? 0 : height >= 45 ? 15 : isTall || isBand ? 8 : 5,
    dayWidth: isWide ? Math.min(4, Math.floor((width - 50) / 31)) : 2,
    isWide,
    isBand,
    columns: height === 0 || width < PLOT_WIDTH ? 1 : width >= 160 && !isBand ? 3 : 2,
  };
}
