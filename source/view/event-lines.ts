import type {TaskEvent} from '../poll/events.js';
import {formatAgo, formatDuration, formatTime} from '../task/format.js';
import {percentText} from '../task/progress-bar.js';
import {plainLine, type TextLine} from './text-lines.js';
import {type Look, stateTone} from './theme.js';

/** Where the time of day starts in `2026-01-31 14:05:09`. */
const TIME_OF_DAY = 11;

/** The log of changes, newest first. `subject` is left out where all of them are about one AMI. */
export function eventLines(
  events: readonly TaskEvent[],
  now: number,
  look: Look,
  hasSubject = true,
): readonly TextLine[] {
  return events.toReversed().map(event => {
    const time = formatTime(event.at, look.isUtc);
    const when = look.isAbsoluteTime
      ? time
      : `${time.slice(TIME_OF_DAY)} ${formatAgo(now - event.at).padStart(7)}`;
    if (event.type === 'gap') {
      return plainLine(
        `${when}  nothing seen for ${formatDuration(event.at - event.from)}: ${event.reason}`,
        'warning',
      );
    }

    const subject = hasSubject ? `${event.task.amiId ?? '?'}  ` : '';
    return [
      {text: `${when}  ${subject}`},
      {text: changeText(event), tone: stateTone(event.task.storeTaskState)},
    ];
  });
}

function changeText(event: Exclude<TaskEvent, {type: 'gap'}>): string {
  const {task, previous} = event;
  switch (event.type) {
    case 'started':
      return `started to ${task.bucket ?? '?'}`;
    case 'progressed':
      return `${previous ? percentText(previous) : '?'} to ${percentText(task)}`;
    case 'completed':
      return 'completed';
    case 'failed':
      return `failed: ${task.storeTaskFailureReason || 'no reason given'}`;
    case 'vanished':
      return 'is no longer listed by the service';
  }
}
