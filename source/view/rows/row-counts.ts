import type {CountedBy, Kind} from './kinds.js';

/** How many tasks there are of each state, bucket, Region or profile, with every filter but that one applied. */
export type Counts = Readonly<Record<CountedBy, ReadonlyMap<string, number>>>;

/** @param found How many tasks of each kind there are, hidden by a filter or not. */
export function countKinds(found: ReadonlyMap<Kind, number>): Counts {
  return {
    states: countBy('states', found),
    buckets: countBy('buckets', found),
    regions: countBy('regions', found),
    profiles: countBy('profiles', found),
  };
}

/** A count applies every filter but its own: a task that two filters hide is in none of them. A value that no task has gets no entry. */
function countBy(of: CountedBy, found: ReadonlyMap<Kind, number>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [{values, misses}, count] of found) {
    if (count > 0 && misses.every(missed => missed === of)) {
      counts.set(values[of], (counts.get(values[of]) ?? 0) + count);
    }
  }

  return counts;
}
