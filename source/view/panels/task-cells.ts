import {serviceNow} from '../../poll/service-clock.js';
import type {SourceStatus} from '../../poll/snapshot.js';
import type {TrackedTask} from '../../poll/tasks/tracked-task.js';
import {type Estimate, estimate} from '../../task/estimate.js';
import {formatAgo, formatRemaining, formatShortTime} from '../../task/format.js';
import {percentText, progressBar} from '../../task/progress-bar.js';
import {isRunning} from '../../task/store-image-task.js';
import {cutStart, fitRight, textWidth} from '../text/fit-text.js';
import type {CutName} from '../text/name-cutter.js';
import {type DisplayOptions, stateTone, type Tone} from '../text/theme.js';
import type {NewsMark} from './news.js';
import {ownKey} from './page-needs.js';

/** What is needed beside the task itself to write it down. */
export type CellContext = {
  /** Milliseconds since the epoch by this machine's clock. */
  readonly now: number;
  readonly display: DisplayOptions;
  readonly sources: readonly SourceStatus[];
  readonly isSelected: boolean;

  /** What has happened to the task that nobody has seen yet. */
  readonly mark?: NewsMark | undefined;

  /** A name cut so that it stays different from the others on the page. @default cut at its end */
  readonly cutName?: CutName<NamedBy>;
};

export type NamedBy = 'bucket' | 'region' | 'profile';

/** One cell: its text, not fitted yet, and what it is. */
export type Cell = {
  readonly text: string;
  readonly tone: Tone;

  /** The whole, where the text is cut already. */
  readonly whole?: string;
};

/** Turns a task into one cell. `width` is what the cell will get. */
export type WriteCell = (tracked: TrackedTask, context: CellContext, width: number) => Cell;

const plain = (text: string | undefined): Cell => ({text: text ?? '', tone: 'plain'});

/** News, else the selection: a bar shows that, too, but not on every terminal. */
export const writeMark: WriteCell = (_, {isSelected, mark}) => {
  if (mark !== undefined) {
    return {text: NEWS_MARKS[mark], tone: mark === 'failed' ? 'failed' : 'strong'};
  }

  return {text: isSelected ? '>' : ' ', tone: 'strong'};
};

const NEWS_MARKS = {failed: '!', new: '*'} as const satisfies Record<NewsMark, string>;

/** Where there is no room for the whole, its end tells tasks apart. */
export const writeAmiId: WriteCell = ({task}, _context, width) => {
  const {amiId = '?'} = task;
  return width < SHORTEST_ID ? cutTo(amiId, cutStart(amiId, width + 1, '')) : plain(amiId);
};

/** `ami-` and 8 digits, as IDs of before 2016 are. */
const SHORTEST_ID = 12;

/** The first letter where there is no room for the word. What was done before anyone looked is quiet. */
export const writeState: WriteCell = ({task}, {mark}, width) => {
  const {storeTaskState = '?'} = task;
  const isOld = storeTaskState === 'Completed' && mark === undefined;
  const tone = isOld ? 'dim' : stateTone(task.storeTaskState);
  return width < 3 ? {text: storeTaskState.slice(0, 1), tone} : {text: storeTaskState, tone};
};

/** What is done is quiet, what runs is bright. */
function progressTone({storeTaskState}: TrackedTask['task']): Tone {
  return storeTaskState === 'Completed'
    ? 'dim'
    : storeTaskState === 'InProgress'
      ? 'runningBar'
      : stateTone(storeTaskState);
}

/** A bar and the percentage; the percentage alone where there is no room for a bar that says anything. */
export const writeProgress: WriteCell = ({task}, _context, width) => {
  const percent = fitRight(percentText(task), 4);
  return {
    text: width < 10 ? percent : `${progressBar(task, width - 5)} ${percent}`,
    tone: progressTone(task),
  };
};

/** In few characters: the time to go where there is one, else the percentage. */
export const writeShort: WriteCell = (tracked, context, width) => {
  const eta = writeEta(tracked, context, width);
  return eta.text && textWidth(eta.text) <= width
    ? {text: fitRight(eta.text, width), tone: eta.tone === 'plain' ? 'runningBar' : eta.tone}
    : {text: fitRight(percentText(tracked.task), width), tone: progressTone(tracked.task)};
};

/** Of what runs the time to go, of anything else its start. */
export const writeWhen: WriteCell = (tracked, context, width) => {
  const eta = writeEta(tracked, context, width);
  return eta.text ? eta : writeStarted(tracked, context, width);
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

export const writeBucket: WriteCell = ({task}, context, width) =>
  named('bucket', task.bucket ?? '', context, width);

/** Of a failed task why it failed, of any other where it goes. */
export const writeBucketOrWhy: WriteCell = (tracked, context, width) =>
  tracked.task.storeTaskFailureReason
    ? writeReason(tracked, context, width)
    : writeBucket(tracked, context, width);

/** Only where the key isn't the AMI ID with `.bin`. */
export const writeKey: WriteCell = ({task}) => plain(ownKey(task));

/** As it is, for those who ask for the column. */
export const writeWholeKey: WriteCell = ({task}) => plain(task.s3ObjectKey);
export const writeReason: WriteCell = ({task}) => ({
  text: task.storeTaskFailureReason ?? '',
  tone: stateTone(task.storeTaskState),
});
export const writeRegion: WriteCell = ({source}, context, width) =>
  named('region', context.sources[source]?.region ?? '', context, width);
export const writeProfile: WriteCell = ({source}, context, width) =>
  named('profile', context.sources[source]?.profile ?? '', context, width);

function named(of: NamedBy, name: string, {cutName}: CellContext, width: number): Cell {
  return cutTo(name, cutName?.(of, name, width) ?? name);
}

function cutTo(whole: string, text: string): Cell {
  return text === whole ? plain(text) : {text, tone: 'plain', whole};
}
