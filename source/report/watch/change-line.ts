import {
  EVENT_NAMES,
  type ObservationGap,
  type TaskChange,
  type TaskEvent,
} from '../../poll/tasks/events.js';
import {formatTime} from '../../task/format.js';
import {type SourceName, sourceLabel} from '../../task/source-name.js';
import {objectUri} from '../../task/store-image-task.js';

/** --wait has found a task that it is about, and it is running: no change, but a line of its own. */
export type Sighting = Omit<TaskChange, 'type'> & {readonly type: 'watching'};

/** What a line tells. */
export type ChangeLine = TaskEvent | Sighting;

/** Writes one line, with its line break. */
export type FormatLine = (line: ChangeLine) => string;

/** How they are called in a line. */
const NAMES = {...EVENT_NAMES, watching: 'watching'} as const;

export type TextLineOptions = {
  readonly isUtc: boolean;

  /** All sources; told in the lines only when there are several. */
  readonly sources: readonly SourceName[];
};

/**
Makes the writer of lines for people: time, what happened, AMI ID, percent, object, with several sources profile and Region, and the reason of a failure.
*/
export function textLines({isUtc, sources}: TextLineOptions): FormatLine {
  return line => {
    const source = sources.length > 1 ? sources[line.source] : undefined;
    const head = `${formatTime(line.at, isUtc)}  ${NAMES[line.type].padEnd(NAME_WIDTH)}`;
    const where = source ? [sourceLabel(source)] : [];
    const parts =
      line.type === 'gap'
        ? [...where, `${gapSpan(line, isUtc)}: ${line.reason}`]
        : [...taskParts(line), ...where, ...reasonOf(line)];
    return `${[head, ...parts].join('  ')}\n`;
  };
}

function gapSpan({from, until}: ObservationGap, isUtc: boolean): string {
  return until === undefined
    ? `since ${formatTime(from, isUtc)}`
    : `not read, ${formatTime(from, isUtc)} to ${formatTime(until, isUtc)}`;
}

function taskParts({task}: TaskChange | Sighting): readonly string[] {
  const percent = task.progressPercentage === undefined ? '' : `${task.progressPercentage}%`;
  return [
    task.amiId ?? '-',
    percent.padStart(PERCENT_WIDTH),
    objectUri(task) ?? task.bucket ?? '-',
  ];
}

function reasonOf({type, task}: TaskChange | Sighting): readonly string[] {
  return type === 'failed' && task.storeTaskFailureReason ? [task.storeTaskFailureReason] : [];
}

const NAME_WIDTH = 'completed'.length;
const PERCENT_WIDTH = '100%'.length;
