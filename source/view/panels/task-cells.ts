import {serviceNow} from '../../poll/service-clock.js';
import type {SourceStatus} from '../../poll/snapshot.js';
import type {TrackedTask} from '../../poll/tasks/tracked-task.js';
import {type Estimate, estimate} from '../../task/estimate.js';
import {formatAgo, formatRemaining, formatShortTime} from '../../task/format.js';
import {percentText, progressBar} from '../../task/progress-bar.js';
import {isRunning} from '../../task/store-image-task.js';
import {fitRight} from '../text/fit-text.js';
import {type DisplayOptions, stateTone, type Tone} from '../text/theme.js';

/** What is needed beside the task itself to write it down. */
export type CellContext = {
  /** Milliseconds since the epoch by this machine's clock. */
  readonly now: number;
  readonly display: DisplayOptions;
  readonly sources: readonly SourceStatus[];
  readonly isSelected: boolean;
};

/** One cell: its text, not fitted yet, and what it is. */
export type Cell = {readonly text: string; readonly tone: Tone};

/** Turns a task into one cell. `width` is what the cell will get. */
export type WriteCell = (tracked: TrackedTask, context: CellContext, width: number) => Cell;

const plain = (text: string | undefined): Cell => ({text: text ?? '', tone: 'plain'});

export const writeMarker: WriteCell = (_, {isSelected}) => ({
  text: isSelected ? '>' : ' ',
  tone: 'strong',
});

export const writeAmiId: WriteCell = ({task}, {isSelected}) => ({
  text: task.amiId ?? '?',
  tone: isSelected ? 'strong' : 'plain',
});

export const writeState: WriteCell = ({task}) => ({
  text: task.storeTaskState ?? '?',
  tone: stateTone(task.storeTaskState),
});

/** A bar and the percentage; the percentage alone where there is no room for a bar that says anything. */
export const writeProgress: WriteCell = ({task}, _context, width) => {
  const percent = fitRight(percentText(task), 4);
  return {
    text: width < 10 ? percent : `${progressBar(task, width - 5)} ${percent}`,
    tone: stateTone(task.storeTaskState),
  };
};

export const writeStarted: WriteCell = ({task, source}, {now, display, sources}) => {
  if (task.startedAt === undefined) {
    return plain(task.taskStartTime);
  }

  return plain(
    display.isAbsoluteTime
      ? formatShortTime(task.startedAt, display.isUtc)
      : formatAgo(serviceNow(sources[source], now) - task.startedAt),
  );
};

export const writeEta: WriteCell = (tracked, {now, sources}) => {
  if (!isRunning(tracked.task)) {
    return plain('');
  }

  const served = serviceNow(sources[tracked.source], now);
  const what = estimate(tracked.task, tracked.samples, served);
  return {
    text: etaText(what),
    tone: what.isQueued || what.stalledMs !== undefined ? 'warning' : 'plain',
  };
};

/** `~4m`; a word where a time would be invented; empty without any basis. */
export function etaText(what: Estimate): string {
  if (what.isQueued) {
    return 'queued?';
  }

  if (what.stalledMs !== undefined) {
    return 'stalled';
  }

  return what.remainingMs === undefined ? '' : aboutText(what.remainingMs);
}

/** `~4m`, `<1m`. */
export function aboutText(remainingMs: number): string {
  const text = formatRemaining(remainingMs);
  return text.startsWith('<') ? text : `~${text}`;
}

export const writeBucket: WriteCell = ({task}) => plain(task.bucket);
export const writeKey: WriteCell = ({task}) => plain(task.s3ObjectKey);
export const writeReason: WriteCell = ({task}) => plain(task.storeTaskFailureReason);
export const writeRegion: WriteCell = ({source}, {sources}) => plain(sources[source]?.region);
export const writeProfile: WriteCell = ({source}, {sources}) => plain(sources[source]?.profile);
