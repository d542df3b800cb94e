import type {Scope} from '../../poll/snapshot.js';
import type {RowQuery} from '../rows/row-query.js';

/** The part of a query that the service itself applies to what is still to be loaded. */
export function scopeOf({states, buckets, since, isSinceAgo}: RowQuery): Scope {
  return {states, buckets, since, isSinceAgo};
}
