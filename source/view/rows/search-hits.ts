import type {Chunk} from '../../poll/tasks/task-list.js';
import type {TrackedTask} from '../../poll/tasks/tracked-task.js';
import {compileSearch, type Search, unreadableSearch} from '../../task/filter.js';
import {indexOf} from './chunk-index.js';
import {type Hits, hitsOf, NO_HITS, passing} from './hits.js';
import {keepRecent, oncePerChunk, type PerChunk} from './recent.js';
import type {RowSource} from './row-source.js';

/** A search and what it finds in each chunk, whatever the filters and the order are. */
export type SearchHits = {
  readonly search: Search;
  readonly hits: PerChunk<Hits>;

  /** Milliseconds since the epoch. */
  readonly madeAt: number;
};

/** Going on in another order or behind another filter, and back from a character too many, looks at no text again. */
const recent = keepRecent<SearchHits>(4);

/** How far "since 2h" may lag behind. */
const MAX_LAG_MS = 60_000;

/** @param now Milliseconds since the epoch by this machine's clock, for `since:2h`. */
export function searchFor(text: string, now: number, sources: readonly RowSource[]): SearchHits {
  const name = nameOf(text, sources);
  const before = recent.get(name);
  if (before && !(before.search.isMoving && Math.abs(now - before.madeAt) >= MAX_LAG_MS)) {
    return before;
  }

  const search = compileSearch(text, now);
  const found: SearchHits = {
    search,
    madeAt: now,
    hits: oncePerChunk(text === '' ? () => undefined : hitsReader(search, sources)),
  };
  recent.set(name, found);
  return found;
}

/** A search that was given up is not tried again: it finds nothing from now on. @param problem Why, in words. */
export function giveUp(
  text: string,
  now: number,
  sources: readonly RowSource[],
  problem: string,
): SearchHits {
  const found: SearchHits = {
    search: unreadableSearch(problem),
    madeAt: now,
    hits: oncePerChunk(() => NO_HITS),
  };
  recent.set(nameOf(text, sources), found);
  return found;
}

function nameOf(text: string, sources: readonly RowSource[]): string {
  return JSON.stringify([text, sources.map(({clockOffsetMs}) => clockOffsetMs)]);
}

function hitsReader(search: Search, sources: readonly RowSource[]): (chunk: Chunk) => Hits {
  const aheadOf = (source: number) => sources[source]?.clockOffsetMs ?? 0;
  return chunk => {
    const {kinds, texts} = indexOf(chunk);
    const limits = kinds.examples.map(({source}) => search.since(aheadOf(source)));
    return passing(chunk, limits) === 'none'
      ? NO_HITS
      : hitsOf(
          search.mark({
            size: chunk.length,
            taskAt: index => (chunk[index] as TrackedTask).task,
            aheadAt: index => aheadOf((chunk[index] as TrackedTask).source),
            kinds: kinds.examples.map(({task}) => task),
            kindOf: kinds.ids,
            texts,
          }),
        );
  };
}
