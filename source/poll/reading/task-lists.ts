import type {Scope} from '../snapshot.js';

/** What the service lists for such filters; empty ones mean all. */
export type List = Pick<Scope, 'states' | 'buckets'>;

export const EVERYTHING: List = {states: [], buckets: []};

/** Whether one of the lists has everything that another one has. What has no filter has everything. */
export function isIn(lists: readonly List[], wanted: List): boolean {
  return lists.some(
    list => hasAll(list.states, wanted.states) && hasAll(list.buckets, wanted.buckets),
  );
}

function hasAll(values: readonly string[], wanted: readonly string[]): boolean {
  return (
    values.length === 0 || (wanted.length > 0 && wanted.every(value => values.includes(value)))
  );
}
