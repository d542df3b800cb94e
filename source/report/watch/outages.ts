import {hopelessError, isUnknownAmi} from '../../poll/hopeless.js';
import type {SourceError, SourceStatus, StoreSnapshot} from '../../poll/snapshot.js';
import {formatDuration} from '../../task/format.js';
import {sourceLabel} from '../../task/source-name.js';

/** Why everything is asked for, in one sentence. */
export const OUT_OF_ORDER =
  'The service does not list the newest tasks first, so every page is asked for.';

/** A throttled answer now and then is how an account is shared; a row of them is an outage. */
const THROTTLED_ROW = 3;

/**
Tells of outages: once when one begins (an error, or silence) or its kind changes, and once when it is over. An outage doesn't end anything.
@param note Takes one sentence.
@returns To be called with each snapshot, and the monotonic time.
*/
export function outageNotes(
  note: (sentence: string) => void,
): (snapshot: StoreSnapshot, monotonic: number) => void {
  const told = new Map<number, SourceError>();
  const begunAt = new Map<number, number>();
  const silent = new Set<number>();
  const unordered = new Set<number>();
  return ({sources}, monotonic) => {
    for (const [index, source] of sources.entries()) {
      const {error, silentSince} = source;
      const before = told.get(index);
      const where = sources.length > 1 ? `${sourceLabel(source)}: ` : '';
      if (source.isOutOfOrder && !unordered.has(index)) {
        unordered.add(index);
        note(`${where}${OUT_OF_ORDER}`);
      }
      const since = begunAt.get(index) ?? monotonic;
      begunAt.set(index, since);
      if (!error && silentSince !== undefined) {
        if (!before && !silent.has(index)) {
          silent.add(index);
          note(`${where}EC2 in ${source.region} does not answer. Waiting until it does.`);
        }
      } else if (!error) {
        begunAt.delete(index);
        const wasSilent = silent.delete(index);
        const wasOut = told.delete(index);
        if (wasSilent || wasOut) {
          note(`${where}It answers again, after ${formatDuration(monotonic - since)}.`);
        }
      } else if (before?.kind !== error.kind && isWorthTelling(source, error)) {
        told.set(index, error);
        note(`${where}${error.message} Trying again until it answers.`);
      }
    }
  };
}

function isWorthTelling(source: SourceStatus, {kind, count}: SourceError): boolean {
  return (
    !hopelessError(source) &&
    !isUnknownAmi(source) &&
    (kind !== 'throttled' || count >= THROTTLED_ROW)
  );
}
