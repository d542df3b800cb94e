/** The parts of the overview that take a cursor, in the order in which Tab goes through them. */
export const BOXES = ['days', 'reasons', 'buckets', 'regions', 'profiles', 'running'] as const;

export type BoxName = (typeof BOXES)[number];

export type OverviewState = {
  /** Where the cursor is; `undefined`: in the first box there is. */
  readonly box: BoxName | undefined;

  /** The row of each box that the cursor was on last, by its key; of a box that it wasn't in, the first one, and of the days the last. */
  readonly at: Readonly<Partial<Record<BoxName, string>>>;

  /** Only what has failed is drawn, and looked for. */
  readonly isFailedOnly: boolean;
};

export const UNTOUCHED_OVERVIEW: OverviewState = {
  box: undefined,
  at: {},
  isFailedOnly: false,
};
