import {
  type CoveredRange,
  coveredDownTo,
  type PageSpan,
  rangeToReadOn,
  withFirstPage,
  withNewestPage,
  withOlderPage,
} from './covered-range.js';
import {EVERYTHING, type List} from './task-lists.js';

/**
Which parts of a source's lists were read without a hole: of the list of everything, which polling keeps up to date, and of each filtered list of which older pages were read. The only place that changes them.
*/
export class Coverage {
  #everything: readonly CoveredRange[] = [];

  /** By the name of the list. */
  readonly #filtered = new Map<string, readonly CoveredRange[]>();

  /** Every list of which something was read, that of everything first. */
  get lists(): readonly List[] {
    return [EVERYTHING, ...Array.from(this.#filtered.keys(), listOf)];
  }

  /** All of a list that started after this is known (ms since the epoch); -Infinity: all of it. What was read of everything counts for each list. */
  downTo(list: List): number {
    return coveredDownTo([...this.#everything, ...(this.#filtered.get(nameOf(list)) ?? [])]);
  }

  /** The range to read on to get further down in a list; `undefined`: start from its first page. */
  toReadOn(list: List): CoveredRange | undefined {
    const ranges = this.#rangesOf(list);
    return ranges[rangeToReadOn(ranges, this.downTo(list))];
  }

  /**
  Takes in the newest page of everything.
  @param reachedBefore Start of the newest task known before this poll; `undefined` at the first.
  */
  takeNewestPage(page: PageSpan, reachedBefore: number | undefined): void {
    this.#everything = withNewestPage(this.#everything, page, reachedBefore);
  }

  /** Takes in a page of everything that was read for another reason. */
  takePageAt(token: string | undefined, page: PageSpan): void {
    if (token !== undefined) {
      const index = this.#everything.findIndex(range => range.token === token);
      this.#everything = withOlderPage(this.#everything, index, page);
    }
  }

  /**
  Takes in the page that a range led to. Polling may have moved on since it was asked for: a range that is no longer there changes nothing.
  @param from `undefined` for the first page.
  @param newestKnown Start of the newest task that polling knew.
  */
  takePage(list: List, from: CoveredRange | undefined, page: PageSpan, newestKnown: number): void {
    const ranges = this.#rangesOf(list);
    this.#set(
      list,
      from
        ? withOlderPage(ranges, ranges.indexOf(from), page)
        : withFirstPage(ranges, page, newestKnown),
    );
  }

  /** The service no longer takes the token of a range; what is known stays. */
  dropToken(list: List, of: CoveredRange): void {
    this.#set(
      list,
      this.#rangesOf(list).map(range => (range === of ? {...range, token: undefined} : range)),
    );
  }

  /** What was read of everything has holes. */
  forgetEverything(): void {
    this.#everything = [];
  }

  /** What was read of the filtered lists has holes. */
  forgetFiltered(): void {
    this.#filtered.clear();
  }

  #rangesOf(list: List): readonly CoveredRange[] {
    return isEverything(list) ? this.#everything : (this.#filtered.get(nameOf(list)) ?? []);
  }

  #set(list: List, ranges: readonly CoveredRange[]): void {
    if (isEverything(list)) {
      this.#everything = ranges;
    } else {
      this.#filtered.set(nameOf(list), ranges);
    }
  }
}

function isEverything({states, buckets}: List): boolean {
  return states.length === 0 && buckets.length === 0;
}

/** Equal for lists that ask the service for the same. */
function nameOf({states, buckets}: List): string {
  return JSON.stringify({states: [...states].sort(), buckets: [...buckets].sort()});
}

function listOf(name: string): List {
  return JSON.parse(name) as List;
}
