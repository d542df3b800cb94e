import type {StoreSnapshot} from '../../poll/snapshot.js';

/** How far back all tasks are known. No count claims more. */
export type KnownSpan = {
  /** Nothing is missing. */
  readonly isWhole: boolean;

  /** Each source has answered: all running tasks are known. */
  readonly isAnswered: boolean;

  /** Whether all that started since then (ms since the epoch) is known. */
  readonly reaches: (start: number) => boolean;

  /** All that started after this is known, ms since the epoch; `undefined` where that is no moment of the 31 days. */
  readonly backTo: number | undefined;
};

export function knownSpan({
  coverage,
  sources,
}: Pick<StoreSnapshot, 'coverage' | 'sources'>): KnownSpan {
  const {isComplete, loadedBackTo} = coverage;
  // A source that has never answered may have anything.
  const isAnswered = sources.every(({status}) => status === 'ready');
  const isWhole = isComplete && isAnswered;
  const backTo = isWhole || !Number.isFinite(loadedBackTo) ? undefined : loadedBackTo;
  return {
    isWhole,
    isAnswered,
    reaches: start => isWhole || (isAnswered && (loadedBackTo ?? Number.NEGATIVE_INFINITY) < start),
    backTo,
  };
}
