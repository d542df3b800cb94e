import type {TaskEventType} from '../poll/events.js';
import {type TaskOrigin, toApiTask} from '../task/api-task.js';
import {formatTime} from '../task/format.js';
import {objectUri, type StoreImageTask} from '../task/store-image-task.js';

/** What a line tells of a task. `watching`: --wait has found it, and it is running. */
export type ChangeName = 'watching' | 'started' | 'progress' | 'completed' | 'failed' | 'gone';

export type TaskLine = {
  readonly change: ChangeName;

  /** When it was seen, ms since the epoch. */
  readonly at: number;

  /** Index of its source. */
  readonly source: number;
  readonly task: StoreImageTask;
};

/** Nothing could be seen of a source for a while. */
export type GapLine = {
  readonly change: 'gap';

  /** When it could be seen again, ms since the epoch. */
  readonly at: number;
  readonly source: number;

  /** Since when it couldn't, ms since the epoch. */
  readonly from: number;

  /** One sentence. */
  readonly reason: string;
};

export type ChangeLine = TaskLine | GapLine;

/** The names of the store's events in lines. */
export const CHANGE_OF_EVENT = {
  started: 'started',
  progressed: 'progress',
  completed: 'completed',
  failed: 'failed',
  vanished: 'gone',
} as const satisfies Record<TaskEventType, ChangeName>;

export type LineOptions = {
  readonly output: 'text' | 'ndjson';

  /** Of the times in text; those in ndjson are in UTC. */
  readonly isUtc: boolean;

  /** All sources; told in the lines only when there are several. */
  readonly sources: readonly {readonly profile: string; readonly region: string}[];
};

/** Writes one change as a line, with its line break. */
export type FormatLine = (line: ChangeLine) => string;

/**
Makes the writer of lines.

An ndjson line is an object with
- `time`: when the change was seen, ISO 8601 in UTC;
- `change`: `started`, `progress`, `completed`, `failed`, `gone`, `gap`, and with --wait `watching` and at the end `summary` (see `formatSummary`);
- `task`: the task as it is now, with the names that the API has (`AmiId`, `TaskStartTime`, `Bucket`, `S3objectKey`, `ProgressPercentage`, `StoreTaskState`, `StoreTaskFailureReason`), without those the service left out, and with `Profile` and `Region` when there are several sources. Not in a `gap`;
- in a `gap` alone: `from` (ISO 8601, since when nothing was seen), `reason` (one sentence), and `Profile` and `Region` when there are several sources.
*/
export function lineFormat(options: LineOptions): FormatLine {
  const origins = options.sources.map(({profile, region}) => ({Profile: profile, Region: region}));
  const originOf = (source: number) => (origins.length > 1 ? origins[source] : undefined);
  return options.output === 'ndjson'
    ? line => `${JSON.stringify(toObject(line, originOf(line.source)))}\n`
    : line => `${toText(line, originOf(line.source), options.isUtc)}\n`;
}

function toObject(line: ChangeLine, origin: TaskOrigin | undefined): Record<string, unknown> {
  const time = toIso(line.at);
  if (line.change === 'gap') {
    return {time, change: 'gap', from: toIso(line.from), reason: line.reason, ...origin};
  }
  return {time, change: line.change, task: toApiTask(line.task, origin)};
}

function toText(line: ChangeLine, origin: TaskOrigin | undefined, isUtc: boolean): string {
  const head = `${formatTime(line.at, isUtc)}  ${line.change.padEnd(CHANGE_WIDTH)}`;
  const where = origin ? [`${origin.Profile}/${origin.Region}`] : [];
  if (line.change === 'gap') {
    return [head, ...where, `since ${formatTime(line.from, isUtc)}: ${line.reason}`].join('  ');
  }
  const {task} = line;
  const percent = task.progressPercentage === undefined ? '' : `${task.progressPercentage}%`;
  const parts = [
    head,
    task.amiId ?? '-',
    percent.padStart(PERCENT_WIDTH),
    objectUri(task) ?? task.bucket ?? '-',
    ...where,
  ];
  const reason = line.change === 'failed' && task.storeTaskFailureReason;
  return parts.join('  ') + (reason ? `  ${reason}` : '');
}

/** ISO 8601, in UTC. @param at Milliseconds since the epoch. */
export function toIso(at: number): string {
  return new Date(at).toISOString();
}

const CHANGE_WIDTH = 'completed'.length;
const PERCENT_WIDTH = '100%'.length;
