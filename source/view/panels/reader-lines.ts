import {serviceNow} from '../../poll/service-clock.js';
import type {StoreSnapshot} from '../../poll/snapshot.js';
import type {TrackedTask} from '../../poll/tasks/tracked-task.js';
import {estimate} from '../../task/estimate.js';
import {formatRemaining, formatShortTime, formatTime} from '../../task/format.js';
import {percentText} from '../../task/progress-bar.js';
import {isRunning, TASK_STATES} from '../../task/store-image-task.js';
import {isTable} from '../state/mode.js';
import {once} from '../state/remember.js';
import type {ReaderPage, ScreenParts} from '../state/screen.js';
import {hasFilter, type ViewState} from '../state/view-state.js';
import {wrap} from '../text/fit-text.js';
import type {TextLine} from '../text/text-lines.js';
import {newsText} from './news.js';
import {overlayLines} from './overlay-lines.js';
import {bannerText, emptyText, silences} from './status-text.js';
import {troubleLine} from './trouble-lines.js';

const BARS = /\[[#=?x-]+\]\s*/g;

/**
The screen as sentences, for a screen reader (INK_SCREEN_READER): no bars, no columns, and nothing that changes every second, because every change is read out.
@param rows Of the terminal.
*/
export function readerPage(parts: ScreenParts, rows: number): ReaderPage {
  const {width} = parts;
  const height = Math.max(1, rows - 1);
  const head = headSentences(parts)
    .flatMap(text => wrap(text, width))
    .slice(0, Math.floor(height / 2));
  const room = height - head.length;
  const pageSize = Math.max(1, Math.floor(room / Math.ceil(SENTENCE_LENGTH / width)));
  const body = once(() => bodySentences(parts, pageSize).flatMap(text => wrap(text, width)));
  return {head, room, pageSize, body};
}

/** The lines that are in sight. */
export function readerLines(
  {head, room, body}: ReaderPage,
  {mode, scroll}: ViewState,
): readonly string[] {
  const lines = body();
  const from = isTable(mode) ? 0 : Math.min(scroll, Math.max(0, lines.length - room));
  return [...head, ...lines.slice(from, from + room)];
}

/** The longest usual sentence about a task. */
const SENTENCE_LENGTH = 150;

function headSentences({
  snapshot,
  state,
  rows,
  cursor,
  display,
  troubles,
  news,
  now,
}: ScreenParts): readonly string[] {
  const {notice} = state;
  const counts = TASK_STATES.map(name => `${rows.counts.states.get(name) ?? 0} ${name}`).join(', ');
  const search = state.query.search || (state.mode === 'search' ? 'nothing yet' : '');
  return [
    `${statusSentence(snapshot, display.isUtc)} ${counts}.`,
    ...(news ? [`${capitalized(newsText(news, display.isUtc, now))}. e tells more.`] : []),
    ...troubles.map(trouble => readableText(troubleLine(trouble))),
    ...(search ? [`Search: ${search}.`] : []),
    ...(hasFilter(state.query) && !search ? ['Filtered; c clears the filters.'] : []),
    ...(notice ? [`${notice}.`] : []),
    ...(state.mode === 'table' && rows.total > 0
      ? [`Row ${cursor.index + 1} of ${rows.total}. Question mark: help.`]
      : []),
  ];
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function statusSentence(snapshot: StoreSnapshot, isUtc: boolean): string {
  const banner = bannerText(snapshot, 0, isUtc);
  const times = snapshot.sources.flatMap(({updatedAt}) => updatedAt ?? []);
  const asOf = times.length > 0 ? `As of ${formatTime(Math.min(...times), isUtc)}.` : '';
  if (banner) {
    return `Stale: ${banner.where}${banner.message} ${asOf}`;
  }

  const silent = silences(snapshot.sources);
  if (silent.length > 0 && !snapshot.isPaused) {
    return `No answer since ${formatTime(Math.min(...silent), isUtc)}; r asks anew. ${asOf}`;
  }

  return snapshot.isPaused ? `Paused. ${asOf}` : 'Live.';
}

function bodySentences(parts: ScreenParts, pageSize: number): readonly string[] {
  const {state, rows, snapshot, cursor} = parts;
  if (isTable(state.mode)) {
    if (rows.total === 0) {
      return [`${emptyText(snapshot, hasFilter(state.query), rows.search.problem)}.`];
    }

    const first = Math.floor(cursor.index / pageSize) * pageSize;
    return rows
      .slice(first, first + pageSize)
      .map((tracked, index) => taskSentence(tracked, first + index === cursor.index, parts));
  }

  return overlayLines({...parts, width: WIDE, height: 0})
    .map(readableText)
    .filter(Boolean);
}

/** So wide that no value is wrapped. */
const WIDE = 10_000;

/** `Selected: ami-1, InProgress, 41%, about 4m left, started 01-31 14:05, bucket b.` */
function taskSentence(
  {task, samples, source}: TrackedTask,
  isSelected: boolean,
  {now, display, snapshot}: ScreenParts,
): string {
  const {sources} = snapshot;
  const {remainingMs, isQueued, stalledMs} = estimate(
    task,
    samples,
    serviceNow(sources[source], now),
  );
  const parts = [
    `${isSelected ? 'Selected: ' : ''}${task.amiId ?? 'unknown AMI'}`,
    task.storeTaskState ?? 'unknown state',
    task.storeTaskState === 'Completed' ? '' : percentText(task),
    isQueued ? 'maybe queued' : '',
    stalledMs === undefined ? '' : 'not moving',
    isRunning(task) && remainingMs !== undefined
      ? `about ${formatRemaining(remainingMs)} left`
      : '',
    task.startedAt === undefined ? '' : `started ${formatShortTime(task.startedAt, display.isUtc)}`,
    task.bucket ? `bucket ${task.bucket}` : '',
    sources.length > 1 ? (sources[source]?.region ?? '') : '',
    task.storeTaskFailureReason ? `reason: ${task.storeTaskFailureReason}` : '',
  ];
  return `${parts.filter(Boolean).join(', ')}.`;
}

/** A drawn line as it can be read out: no bar, no course, no columns. */
function readableText(line: TextLine): string {
  const text = line
    .map(part => part.text)
    .join('')
    .replaceAll(BARS, '')
    .trim();
  return text.startsWith('Trend ') ? '' : text.replaceAll(/ {2,}/g, ', ');
}
