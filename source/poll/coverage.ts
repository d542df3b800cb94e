/**
A stretch of the history that was read without a hole, newest first.
The service lists newest first and a new task only pushes rows to later pages, so reading on from a page's token can repeat rows but never skip one.
*/
export type Stretch = {
  /** Start of its newest task (ms since the epoch); `Infinity` for the stretch that polling keeps up to date. */
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

/** The stretch that one page alone proves. */
export function stretchOf(page: PageSpan, top = page.newest ?? Number.POSITIVE_INFINITY): Stretch {
  return {
    top,
    bottom: page.nextToken === undefined ? Number.NEGATIVE_INFINITY : (page.oldest ?? top),
    token: page.nextToken,
  };
}

/**
Takes in the newest page of a poll. While it reaches down to what was known before, the newest stretch simply goes on; after a gap (a pause, or more than a page of new tasks) it starts afresh and the old one stays as an island to be reached.
@param reachedBefore Start of the newest task known before this poll; `undefined` at the first.
*/
export function withNewestPage(
  stretches: readonly Stretch[],
  page: PageSpan,
  reachedBefore: number | undefined,
): readonly Stretch[] {
  const [newest, ...others] = stretches;
  const span = stretchOf(page, Number.POSITIVE_INFINITY);
  if (page.nextToken === undefined || !newest) {
    return [span];
  }

  if (reachedBefore !== undefined && span.bottom <= reachedBefore) {
    return newest.bottom <= span.bottom ? stretches : [span, ...others];
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
  stretches: readonly Stretch[],
  page: PageSpan,
  newestKnown: number,
): readonly Stretch[] {
  const begun = {top: newestKnown, bottom: newestKnown, token: undefined};
  const index = stretches.findIndex(stretch => stretch.top <= newestKnown);
  const at = index === -1 ? stretches.length : index;
  return withOlderPage([...stretches.slice(0, at), begun, ...stretches.slice(at)], at, page);
}

/** The stretch to read on to get below what is covered: the lowest one above that has a token; -1: start from the first page. */
export function stretchToReadOn(stretches: readonly Stretch[], covered: number): number {
  let best = -1;
  for (const [index, {token, bottom}] of stretches.entries()) {
    if (token !== undefined && bottom >= covered && bottom <= (stretches[best]?.bottom ?? bottom)) {
      best = index;
    }
  }

  return best;
}

/** Extends a stretch by the page read from its token, joining the islands that it reaches. */
export function withOlderPage(
  stretches: readonly Stretch[],
  index: number,
  page: PageSpan,
): readonly Stretch[] {
  const before = stretches.slice(0, index);
  const after = stretches.slice(index + 1);
  const stretch = stretches[index];
  if (!stretch) {
    return stretches;
  }

  let joined: Stretch = {...stretchOf(page), top: stretch.top};
  joined = {...joined, bottom: Math.min(joined.bottom, stretch.bottom)};
  while (after[0] && after[0].top >= joined.bottom) {
    const island = after.shift() as Stretch;
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
How far down everything is known, going from the newest task through whatever overlaps: all starts at or after the result. Stretches of several lists may be given, as long as each list proves the tasks in question.
*/
export function coveredDownTo(stretches: readonly Stretch[]): number {
  let covered = Number.POSITIVE_INFINITY;
  for (const stretch of [...stretches].sort((a, b) => b.top - a.top)) {
    if (stretch.top < covered) {
      break;
    }

    covered = Math.min(covered, stretch.bottom);
  }

  return covered;
}
