import type {Coverage, SourceStatus, StoreSnapshot} from '../../poll/snapshot.js';
import type {Mode} from '../state/mode.js';

/**
Whether a snapshot draws the same screen as one before it: true of what only tells that a poll is under way, half of all snapshots. Ink lays the whole screen out for every render, also for one that changes nothing.
The help counts requests, and is drawn.
*/
export function isSameFrame(before: StoreSnapshot, after: StoreSnapshot, mode: Mode): boolean {
  return (
    before === after ||
    (mode !== 'help' &&
      mode !== 'helpSearch' &&
      before.tasks === after.tasks &&
      before.events === after.events &&
      before.imageIds === after.imageIds &&
      before.isPaused === after.isPaused &&
      before.intervalMs === after.intervalMs &&
      isSameCoverage(before.coverage, after.coverage) &&
      after.sources.every((source, index) => isSameSource(before.sources[index], source)))
  );
}

function isSameCoverage(before: Coverage, after: Coverage): boolean {
  return (
    before.isComplete === after.isComplete &&
    before.isLoading === after.isLoading &&
    before.failure === after.failure &&
    before.pagesLoaded === after.pagesLoaded &&
    before.loadedBackTo === after.loadedBackTo
  );
}

function isSameSource(before: SourceStatus | undefined, after: SourceStatus): boolean {
  return (
    before !== undefined &&
    before.error === after.error &&
    before.updatedAt === after.updatedAt &&
    (after.error === undefined || before.nextPollAt === after.nextPollAt) &&
    before.silentSince === after.silentSince &&
    before.status === after.status &&
    before.intervalMs === after.intervalMs &&
    before.intervalReason === after.intervalReason &&
    before.lostRows === after.lostRows &&
    before.isOutOfOrder === after.isOutOfOrder &&
    before.isBehind === after.isBehind &&
    before.clockOffsetMs === after.clockOffsetMs &&
    before.startOffsetMs === after.startOffsetMs &&
    before.profile === after.profile &&
    before.region === after.region &&
    (before.fetchStatus === 'budget') === (after.fetchStatus === 'budget')
  );
}
