import type {CoverageStatus, SourceStatus, StoreSnapshot} from '../../poll/snapshot.js';
import {isTable, type Mode} from '../state/mode.js';
import type {Screen} from '../state/screen.js';

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

function isSameCoverage(before: CoverageStatus, after: CoverageStatus): boolean {
  return (
    before.isComplete === after.isComplete &&
    before.isLoading === after.isLoading &&
    before.failure === after.failure &&
    before.pagesLoaded === after.pagesLoaded &&
    before.loadedBackTo === after.loadedBackTo &&
    JSON.stringify(before.whole) === JSON.stringify(after.whole)
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
    before.isWhole === after.isWhole &&
    before.isOutOfOrder === after.isOutOfOrder &&
    before.isBehind === after.isBehind &&
    before.clockOffsetMs === after.clockOffsetMs &&
    before.startOffsetMs === after.startOffsetMs &&
    before.account === after.account &&
    before.profile === after.profile &&
    before.region === after.region &&
    (before.fetchStatus === 'budget') === (after.fetchStatus === 'budget')
  );
}

/**
What of the body the time decides, as one text: while it is the same, nothing has to be drawn again.
Much cheaper than the frame that it may spare: of a table only the columns that tell ages and estimates.
@returns `undefined` where the time also decides which rows there are, and where nobody knows.
*/
export function bodyFingerprint(screen: Screen): string | undefined {
  const {snapshot, state, rows, page, layout, columns, now, display} = screen;
  const isMoving = state.query.order === 'eta' || rows.search.isMoving;
  if (screen.reader || layout.isSummary || (isMoving && state.mode !== 'single')) {
    return undefined;
  }

  if (!isTable(state.mode) && layout.band === 0) {
    return JSON.stringify(screen.lines());
  }

  const timed = columns.filter(({isTimed}) => isTimed);
  const cell = {now, display, sources: snapshot.sources, isSelected: false};
  const cells = page.flatMap(row => timed.map(column => column.write(row, cell, column.width)));
  return JSON.stringify([cells, screen.preview(), screen.lines()]);
}
