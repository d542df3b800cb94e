import type {ObservationGap, TaskChange, TaskEvent} from '../poll/events.js';
import type {SourceStatus} from '../poll/snapshot.js';
import {formatAgo, formatDuration, formatTime} from '../task/format.js';
import {percentText} from '../task/progress-bar.js';
import {plainLine, type TextLine} from './text-lines.js';
import {type Look, stateTone} from './theme.js';

/** Something that the program itself has to tell: a hook or a log that failed. */
export type Problem = {
  /** ms since the epoch. */
  readonly at: number;

  /** One clean sentence. */
  readonly message: string;
};

export type EventLinesContext = {
  readonly now: number;
  readonly look: Look;

  /** A change says where it was only when there are several. */
  readonly sources: readonly Pick<SourceStatus, 'profile' | 'region'>[];

  /** False where all changes are about one AMI. */
  readonly hasSubject: boolean;
};

/** Where the time of day starts in `2026-01-31 14:05:09`. */
const TIME_OF_DAY = 11;

/**
The log of changes and problems, newest first. Progress between two other entries is one line a task: an hour of polls would push everything else out of sight.
*/
export function eventLines(
  events: readonly TaskEvent[],
  problems: readonly Problem[],
  context: EventLinesContext,
): readonly TextLine[] {
  const lines = mergeProgress(events).map(entry => ({
    at: entry.event.at,
    line: eventLine(entry, context),
  }));
  const told = problems.map(({at, message}) => ({
    at,
    line: plainLine(`${timeText(at, context)}  ${message}`, 'warning'),
  }));
  // Where times are equal the problem came of the change.
  return [...lines, ...told]
    .sort((a, b) => a.at - b.at)
    .reverse()
    .map(({line}) => line);
}

type Entry = {
  readonly event: TaskEvent;

  /** The first reading of a stretch of progress. */
  readonly from: TaskChange['previous'];
  readonly steps: number;
};

function mergeProgress(events: readonly TaskEvent[]): readonly Entry[] {
  const entries: Entry[] = [];
  const stretch = new Map<string, number>();
  for (const event of events) {
    if (event.type !== 'progressed') {
      stretch.clear();
      entries.push({event, from: undefined, steps: 1});
      continue;
    }

    const index = stretch.get(event.key);
    const known = index === undefined ? undefined : entries[index];
    if (index !== undefined && known) {
      entries[index] = {event, from: known.from, steps: known.steps + 1};
    } else {
      stretch.set(event.key, entries.length);
      entries.push({event, from: event.previous, steps: 1});
    }
  }

  return entries;
}

function timeText(at: number, {now, look}: EventLinesContext): string {
  const time = formatTime(at, look.isUtc);
  return look.isAbsoluteTime
    ? time
    : `${time.slice(TIME_OF_DAY)} ${formatAgo(now - at).padStart(7)}`;
}

function eventLine(entry: Entry, context: EventLinesContext): TextLine {
  const {event} = entry;
  const {sources, hasSubject} = context;
  const source = sources.length > 1 ? sources[event.source] : undefined;
  const where = source ? `${source.profile}/${source.region}  ` : '';
  const when = `${timeText(event.at, context)}  ${where}`;
  if (event.type === 'gap') {
    return plainLine(`${when}${gapText(event)}`, 'warning');
  }

  const subject = hasSubject ? `${event.task.amiId ?? '?'}  ` : '';
  return [
    {text: `${when}${subject}`},
    {text: changeText(event, entry), tone: stateTone(event.task.storeTaskState)},
  ];
}

function gapText({at, from, reason}: ObservationGap): string {
  return `nothing seen for ${formatDuration(at - from)}: ${reason}`;
}

function changeText({task, type}: TaskChange, {from, steps}: Entry): string {
  switch (type) {
    case 'started':
      return `started to ${task.bucket ?? '?'}`;
    case 'progressed':
      return `${from ? percentText(from) : '?'} to ${percentText(task)}${steps > 1 ? ` in ${steps} steps` : ''}`;
    case 'completed':
      return 'completed';
    case 'failed':
      return `failed: ${task.storeTaskFailureReason || 'no reason given'}`;
    case 'vanished':
      return 'is no longer listed by the service';
  }
}
