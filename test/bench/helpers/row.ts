/** What several runs gave, each in the unit; or the one number that a count gives every time. */
export type Measured = {
  readonly values: readonly number[];
  readonly unit: Unit;
};

/** `share`: 1 is the whole. `times`: how often one is contained in another. */
export type Unit =
  | 'ms'
  | 'bytes'
  | 'KB'
  | 'MB'
  | 'MiB'
  | 'requests'
  | 'per second'
  | 'share'
  | 'times';

/** What the figure was measured beside, in the same run. */
export type Reference = {
  readonly name: string;

  /** `undefined` where it couldn't be measured; `why` says so. */
  readonly measured: Measured | undefined;
  readonly why?: string;
};

/** The figure is reached at or below `atMost`; `ofReference`: of the median of the first reference instead. */
export type Limit = {
  readonly atMost: number;
  readonly ofReference?: boolean;
};

/** One line of the table. */
export type Row = {
  readonly what: string;

  /** `undefined` where it couldn't be measured; `why` says so. */
  readonly ours: Measured | undefined;
  readonly why?: string;

  /** Each in the cell beside it; the limit is held against the first. */
  readonly references?: readonly Reference[];
  readonly limit?: Limit;

  /** What was tried to get there and what stands in the way: told in the table while the limit isn't reached. */
  readonly tried?: string;
};

export type Section = {
  readonly name: string;

  /** It takes so long that it is measured only when it is named. */
  readonly isOnRequest?: boolean;
  readonly measure: (bench: Bench) => Promise<readonly Row[]>;
};

/** What a section may use. */
export type Bench = {
  /** Cleans up when the section is over; the name is that of node:test, whose helpers take it. */
  readonly after: (action: () => unknown) => void;

  /** Says on stderr what goes on. */
  readonly say: (text: string) => void;

  /** So many rounds, polls or milliseconds; with --quick a tenth of them, and at least one. */
  readonly amount: (full: number) => number;
};

/** @param values Finite numbers, in any order. @throws {Error} without any. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** @param part 0 to 1; between two values it is interpolated. @throws {Error} without any. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * part;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) {
    throw new Error('Nothing was measured.');
  }

  return below + (above - below) * (place - Math.floor(place));
}

/** The part of a reference that we take, from the medians. */
export function shareOf(
  ours: Measured | undefined,
  reference: Reference | undefined,
): number | undefined {
  return ours && reference?.measured
    ? median(ours.values) / median(reference.measured.values)
    : undefined;
}

/** Whether the limit is reached; `undefined` where there is none, or nothing to hold against it. */
export function isReached(row: Row): boolean | undefined {
  const {limit, ours, references} = row;
  if (!limit) {
    return undefined;
  }

  const figure = limit.ofReference ? shareOf(ours, references?.[0]) : ours && median(ours.values);
  return figure === undefined ? undefined : figure <= limit.atMost;
}
