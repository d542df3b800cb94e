import type {StoreSnapshot} from '../../poll/snapshot.js';
import {formatTime} from '../../task/format.js';
import type {Overview} from './overview-of.js';

/** `loaded back to 11-09, 17 of 31 days`: how far the counts reach while they aren't whole, and what is done about it; empty once they are. */
export function noteText(
  {known, days}: Overview,
  {coverage, sources}: Pick<StoreSnapshot, 'coverage' | 'sources'>,
  isUtc: boolean,
): string {
  if (known.isWhole) {
    return '';
  }

  const silent = sources.filter(({status}) => status === 'pending').length;
  if (silent > 0) {
    return silent === sources.length
      ? 'nothing is loaded yet'
      : `${silent} of ${sources.length} sources not read yet: the counts are those of the others`;
  }

  if (known.backTo === undefined) {
    return 'not all is loaded';
  }

  const whole = days.filter(({start}) => known.reaches(start)).length;
  const far = `loaded back to ${formatTime(known.backTo, isUtc).slice(5, 10)}, ${whole} of ${days.length} days`;
  if (coverage.isLoading) {
    return `${far}, loading`;
  }

  return coverage.failure === undefined
    ? `${far}; r loads the rest`
    : `${far}; r tries again: ${coverage.failure}`;
}
