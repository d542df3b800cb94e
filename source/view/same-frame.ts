import type {Coverage, SourceStatus, StoreSnapshot} from '../poll/snapshot.js';
import type {Mode} from './keymap.js';

/**
Whether a snapshot draws the same frame as one before it, apart from the age in the head, which is written anew every second anyway. True for most polls: an unchanged answer needn't be drawn.
Several sources have lines of their own with an age each, and the help counts requests: those are drawn.
*/
export function isSameFrame(before: StoreSnapshot, after: StoreSnapshot, mode: Mode): boolean {
  const [source] = after.sources;
  const [drawn] = before.sources;
  return (
    before === after ||
    (mode !== 'help' &&
      mode !== 'helpSearch' &&
      after.sources.length === 1 &&
      source !== undefined &&
      drawn !== undefined &&
      before.tasks === after.tasks &&
      before.events === after.events &&
      before.imageIds === after.imageIds &&
      before.isPaused === after.isPaused &&
      before.intervalMs === after.intervalMs &&
      isSameCoverage(before.coverage, after.coverage) &&
      isSameSource(drawn, source))
  );
}

function isSameCoverage(before: Coverage, after: Coverage): boolean {
  return (
    before.isComplete === after.isComplete &&
    before.isLoading === after.isLoading &&
    before.pagesLoaded === after.pagesLoaded &&
    before.loadedBackTo === after.loadedBackTo
  );
}

/** A failing source counts down to its next try. */
function isSameSource(before: SourceStatus, after: SourceStatus): boolean {
  return (
    before.error === undefined &&
    after.error === undefined &&
    before.status === after.status &&
    before.intervalMs === after.intervalMs &&
    before.intervalReason === after.intervalReason &&
    before.lostRows === after.lostRows &&
    before.profile === after.profile &&
    before.region === after.region &&
    (before.fetchStatus === 'budget') === (after.fetchStatus === 'budget')
  );
}
