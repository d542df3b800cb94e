import {serviceNow} from '../../poll/service-clock.js';
import type {SourceStatus} from '../../poll/snapshot.js';
import type {EventHistory} from '../../poll/tasks/event-log.js';
import type {ObservationGap, TaskChange, TaskEvent} from '../../poll/tasks/events.js';
import {formatAgo, formatDuration, formatTime} from '../../task/format.js';
import {percentText} from '../../task/progress-bar.js';
import {type SourceName, sourceLabel} from '../../task/source-name.js';
import {plainLine, type Segment, type TextLine} from '../text/text-lines.js';
import {type DisplayOptions, stateTone} from '../text/theme.js';

/** Something that the program itself has to tell: a hook or a log that failed. */
export type Problem = {
  /** ms since the epoch. */
  readonly at: number;

  /** One clean sentence. */
  readonly message: string;
};

export type EventLinesContext = {
  readonly now: number;
  readonly display: DisplayOptions;

  /** A change says where it was only when there are several. */
  readonly sources: readonly (SourceName & Partial<Pick<SourceStatus, 'clockOffsetMs'>>)[];

  /** False where all changes are about one AMI. */
  readonly hasSubject: boolean;
};

/** Where the time of day starts in `2026-01-31 14:05:09`. */
const TIME_OF_DAY = 11;

/**
The log of changes and problems, newest first. The progress of a task is one line, as the store keeps it. Where older events had to go, the end says from when on it is complete.
@param limit Events that are told, the newest ones.
*/
export function eventLines(
  {events, completeSince}: Pick<EventHistory, 'events' | 'completeSince'>,
  problems: readonly Problem[],
  context: EventLinesContext,
  limit = Number.POSITIVE_INFINITY,
): readonly TextLine[] {
  // No line is made of what nobody will see.
  const lines = events.slice(-limit).map(event => ({
    // Events are told in the time of the service, problems in that of this machine.
    at: event.at - offsetOf(event, context),
    line: lineOf(event, context),
  }));
  const told = problems.map(({at, message}) => ({
    at,
    line: plainLine(`${timeText(at, context)}  ${message}`, 'warning'),
  }));
  // Where times are equal the change came first: it caused the problem.
  const newestFirst = [...lines, ...told].sort((a, b) => a.at - b.at).reverse();
  return [
    ...newestFirst.map(({line}) => line),
    ...(completeSince === undefined
      ? []
      : [
          plainLine(
            `complete since ${formatTime(completeSince, context.display.isUtc)}: what happened before had to make room`,
            'dim',
          ),
        ]),
  ];
}

function offsetOf({source}: TaskEvent, {sources}: EventLinesContext): number {
  return serviceNow(sources[source], 0);
}

/** @param aheadMs How far the clock that told the time is ahead of this machine's. */
function timeText(at: number, {now, display}: EventLinesContext, aheadMs = 0): string {
  const time = formatTime(at, display.isUtc);
  return display.isAbsoluteTime
    ? time
    : `${time.slice(TIME_OF_DAY)} ${formatAgo(now + aheadMs - at).padStart(7)}`;
}

function lineOf(event: TaskEvent, context: EventLinesContext): TextLine {
  const {sources, hasSubject} = context;
  const source = sources.length > 1 ? sources[event.source] : undefined;
  const where = source ? `${sourceLabel(source)}  ` : '';
  const when = `${timeText(event.at, context, offsetOf(event, context))}  ${where}`;
  if (event.type === 'gap') {
    return plainLine(`${when}${gapText(event, context.display)}`, 'warning');
  }

  const subject = hasSubject ? `${event.task.amiId ?? '?'}  ` : '';
  return [{text: `${when}${subject}`}, ...changeSegments(event)];
}

/** `not watched for 47m: EC2 in us-east-1 does not answer` */
export function gapText(
  {at, from, until, reason}: ObservationGap,
  display: Pick<DisplayOptions, 'isUtc'>,
): string {
  return until === undefined
    ? `not watched for ${formatDuration(at - from)}: ${reason}`
    : `not read, ${formatTime(from, display.isUtc)} to ${formatTime(until, display.isUtc)}: ${reason}`;
}

/** `FAILED at 46%  AccessDenied`, `completed in 21m`, `0% to 45% in 12 steps` */
export function changeSegments(change: TaskChange): readonly Segment[] {
  const {task, type, at, previous} = change;
  const tone = stateTone(task.storeTaskState);
  switch (type) {
    case 'started':
      return [{text: `started to ${task.bucket ?? '?'}`, tone}];
    case 'progressed':
      return [{text: progressSpan(change), tone}];
    case 'completed': {
      // How long it took is only known of a task that was seen to run.
      const isSeen = previous !== undefined && task.startedAt !== undefined;
      const took = isSeen ? ` in ${formatDuration(at - (task.startedAt ?? at))}` : '';
      return [{text: `completed${took}`, tone}];
    }
    case 'failed': {
      const percent = percentText(task);
      return [
        {text: `FAILED${percent ? ` at ${percent}` : ''}  `, tone},
        {text: task.storeTaskFailureReason || 'no reason given', tone},
      ];
    }
    case 'vanished':
      return [{text: 'is no longer listed by the service', tone: 'warning'}];
  }
}

function progressSpan({task, previous, steps = 1}: TaskChange): string {
  return `${previous ? percentText(previous) : '?'} to ${percentText(task)}${steps > 1 ? ` in ${steps} steps` : ''}`;
}
