import type {EventHistory} from '../../poll/tasks/event-log.js';
import type {TaskEvent} from '../../poll/tasks/events.js';
import {formatDayClock} from '../../task/format.js';
import {isNews, type Looked} from '../state/looked.js';

/** What a row of the list is marked with: a task that Failed, or one that started or Completed. */
export type NewsMark = 'failed' | 'new';

/** What has happened since somebody looked. */
export type News = {
  /** When somebody looked, by this machine's clock (ms since the epoch). */
  readonly since: number;
  readonly failed: number;
  readonly completed: number;
  readonly started: number;

  /** Tasks that ran and are no longer listed. */
  readonly gone: number;

  /** Times in which a source was not watched. */
  readonly gaps: number;

  /** There was more than the log could keep. */
  readonly isCut: boolean;

  /** By the key of the task. */
  readonly marks: ReadonlyMap<string, NewsMark>;
};

const COUNTED_AS = {
  failed: 'failed',
  completed: 'completed',
  started: 'started',
  vanished: 'gone',
  gap: 'gaps',
} as const satisfies Record<Exclude<TaskEvent['type'], 'progressed'>, keyof News>;

/** @returns `undefined` when nothing has happened that nobody has seen. */
export function newsOf(
  {events, completeSince}: Pick<EventHistory, 'events' | 'completeSince'>,
  looked: Pick<Looked, 'since' | 'seen'>,
): News | undefined {
  const {since} = looked;
  const first = events.findLastIndex(({seq}) => seq <= since.seq) + 1;
  const counts = {failed: 0, completed: 0, started: 0, gone: 0, gaps: 0};
  const marks = new Map<string, NewsMark>();
  for (const event of events.slice(first)) {
    if (event.type === 'progressed' || !isNews(looked, event)) {
      continue;
    }

    counts[COUNTED_AS[event.type]]++;
    if (event.type === 'vanished') {
      marks.delete(event.key);
    } else if (event.type !== 'gap') {
      marks.set(event.key, event.type === 'failed' ? 'failed' : 'new');
    }
  }

  const isCut = completeSince !== undefined && completeSince > since.at;
  return Object.values(counts).some(count => count > 0) || isCut
    ? {since: since.at, ...counts, isCut, marks}
    : undefined;
}

/** `since you looked (Fri 18:02): 2 failed, 11 completed, 3 started` */
export function newsText(news: News, isUtc: boolean, now: number): string {
  return `since you looked (${formatDayClock(news.since, isUtc, now)}): ${newsCounts(news)}`;
}

/** `2 failed, 11 completed, 3 started, 1 gap`, without what there is none of. */
function newsCounts({failed, completed, started, gone, gaps, isCut}: News): string {
  const more = isCut ? '+' : '';
  return [
    [failed, 'failed'],
    [completed, 'completed'],
    [started, 'started'],
    [gone, 'no longer listed'],
    [gaps, gaps === 1 && !isCut ? 'gap' : 'gaps'],
  ]
    .filter(([count]) => count !== 0)
    .map(([count, word]) => `${count}${more} ${word}`)
    .join(', ');
}
