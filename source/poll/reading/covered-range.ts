/**
A range of the history that was read without a hole.
The service lists newest first and a new task only pushes rows to later pages, so reading on from a page's token can repeat rows but never skip one.
*/
export type CoveredRange = {
  /** Start of its newest task (ms since the epoch); `Infinity` for the range that polling keeps up to date. */
  readonly top: number;

  /** Start of its oldest task; `-Infinity` once the end of the list was reached. */
  readonly bottom: number;

  /** Where to read on; `undefined` at the end of the list, and where the service no longer takes the token. */
  readonly token: string | undefined;
};

/** A page that was read: the starts of its newest and oldest task, and what comes after it. */
export type PageSpan = {
  readonly newest: number | undefined;
  readonly oldest: number | undefined;
  readonly nextToken: string | undefined;
};

/** The range that one page alone proves. */
export function rangeOf(
  page: PageSpan,
  top = page.newest ?? Number.POSITIVE_INFINITY,
): CoveredRange {
  return {
    top,
    bottom: page.nextToken === undefined ? Number.NEGATIVE_INFINITY : (page.oldest ?? top),
    token: page.nextToken,
  };
}

/**
Takes in the newest page of a poll. While it reaches down to what was known before, the newest range simply goes on; after a gap (a pause, or more than a page of new tasks) it starts afresh and the old one stays as an island to be reached.
@param reachedBefore Start of the newest task known before this poll; `undefined` at the first.
*/
export function withNewestPage(
  ranges: readonly CoveredRange[],
  page: PageSpan,
  reachedBefore: number | undefined,
): readonly CoveredRange[] {
  const [newest, ...others] = ranges;
  const span = rangeOf(page, Number.POSITIVE_INFINITY);
  if (page.nextToken === undefined || !newest) {
    return [span];
  }

  if (reachedBefore !== undefined && span.bottom <= reachedBefore) {
    return newest.bottom <= span.bottom ? ranges : [span, ...others];
  }

  return reachedBefore === undefined
    ? [span, ...others]
    : [span, {...newest, top: reachedBefore}, ...others];
}

/**
Takes in the first page of a scope, from which reading starts (again).
@param newestKnown Start of the newest task that polling knew: nothing of the scope lies between it and the page.
*/
export function withFirstPage(
  ranges: readonly CoveredRange[],
  page: PageSpan,
  newestKnown: number,
): readonly CoveredRange[] {
  const begun = {top: newestKnown, bottom: newestKnown, token: undefined};
  const index = ranges.findIndex(range => range.top <= newestKnown);
  const at = index === -1 ? ranges.length : index;
  return withOlderPage([...ranges.slice(0, at), begun, ...ranges.slice(at)], at, page);
}

/** The range to read on to get below what is covered: the lowest one above that has a token; -1: start from the first page. */
export function rangeToReadOn(ranges: readonly CoveredRange[], covered: number): number {
  let best = -1;
  for (const [index, {token, bottom}] of ranges.entries()) {
    if (token !== undefined && bottom >= covered && bottom <= (ranges[best]?.bottom ?? bottom)) {
      best = index;
    }
  }

  return best;
}

/** Extends a range by the page read from its token, joining the islands that it reaches. */
export function withOlderPage(
  ranges: readonly CoveredRange[],
  index: number,
  page: PageSpan,
): readonly CoveredRange[] {
  const before = ranges.slice(0, index);
  const after = ranges.slice(index + 1);
  const range = ranges[index];
  if (!range) {
    return ranges;
  }

  let joined: CoveredRange = {...rangeOf(page), top: range.top};
  joined = {...joined, bottom: Math.min(joined.bottom, range.bottom)};
  while (after[0] && after[0].top >= joined.bottom) {
    const island = after.shift() as CoveredRange;
    if (island.bottom < joined.bottom) {
      // An island whose token was refused is gone through once more from where the page leads: that repeats rows and skips none.
      const isEnd = island.bottom === Number.NEGATIVE_INFINITY;
      const token = isEnd ? undefined : (island.token ?? joined.token);
      joined = {...joined, bottom: island.bottom, token};
    }
  }

  return [...before, joined, ...after];
}

/**
How far down everything is known, going from the newest task through whatever overlaps: all starts at or after the result. Covered ranges of several lists may be given, as long as each list proves the tasks in question.
*/
export function coveredDownTo(ranges: readonly CoveredRange[]): number {
  let covered = Number.POSITIVE_INFINITY;
  for (const range of [...ranges].sort((a, b) => b.top - a.top)) {
    if (range.top < covered) {
      break;
    }

    covered = Math.min(covered, range.bottom);
  }

  return covered;
}
