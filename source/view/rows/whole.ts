import {isIn} from '../../poll/reading/task-lists.js';
import type {CoverageStatus, Scope} from '../../poll/snapshot.js';

type List = Pick<Scope, 'states' | 'buckets'>;

/**
Whether every task of a list is here, so that a count of it may be taken for the whole: each count is known by itself.
@param scope What `coverage` is about: the filters of the present view.
*/
export function isWhole(
  {isComplete, whole = []}: Pick<CoverageStatus, 'isComplete' | 'whole'>,
  {states, buckets}: List,
  wanted: List,
): boolean {
  return isIn(isComplete ? [{states, buckets}, ...whole] : whole, wanted);
}
