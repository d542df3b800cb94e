import {serviceNow} from '../../poll/service-clock.js';
import type {StoreSnapshot} from '../../poll/snapshot.js';
import type {TrackedTask} from '../../poll/tasks/tracked-task.js';
import {estimate} from '../../task/estimate.js';
import {formatDayClock, formatShortTime, formatTime} from '../../task/format.js';
import {percentText} from '../../task/progress-bar.js';
import {isRunning, TASK_STATES} from '../../task/store-image-task.js';
import {eventSentences} from '../events/events-lines.js';
import {isWhole} from '../rows/whole.js';
import {isTable, type Mode} from '../state/mode.js';
import {once} from '../state/remember.js';
import type {ReaderPage, ScreenParts} from '../state/screen.js';
import {hasFilter, type ViewState} from '../state/view-state.js';
import {wrap} from '../text/fit-text.js';
import type {TextLine} from '../text/text-lines.js';
import {TITLES} from './footer-text.js';
import {overlayLines} from './overlay-lines.js';
import {readerNews} from './reader-news.js';
import {emptyText, silences} from './status-text.js';
import {troubleSentence} from './trouble-lines.js';

const BARS = /\[[#=?x-]+\]\s*/g;

/**
The screen as sentences, for a screen reader (--screen-reader, INK_SCREEN_READER): no bars, no columns, and no line that changes because a time moved: each line that is written anew is read out.
From top to bottom: how it stands and where from; the tasks, or the text that is open; what has happened; the selected task, and what the last key had to say. Each part begins on the same line however long the one above is.
@param rows Of the terminal.
*/
export function readerPage(parts: ScreenParts, rows: number): ReaderPage {
  const {width, state} = parts;
  const height = Math.max(1, rows - 1);
  const head = headSentences(parts)
    .flatMap(text => wrap(text, width))
    .slice(0, Math.floor(height / 2));
  const left = height - head.length;
  const perTask = Math.ceil(SENTENCE_LENGTH / width);
  const ownRoom = Math.min(perTask + 1, Math.floor(left / 3));
  const newsRoom = Math.floor((left - ownRoom) / 3);
  const room = Math.max(1, left - ownRoom - newsRoom);
  const pageSize = Math.max(1, Math.floor(room / perTask));
  const still = {...parts, now: lastHappened(parts)};
  return {
    head,
    room,
    pageSize,
    body: once(() => bodySentences(still, pageSize).flatMap(text => wrap(text, width))),
    below: once(() => [
      ...padded(readerNews(still, newsRoom), newsRoom),
      ...selectedSentences(still)
        .flatMap(text => wrap(text, width))
        .slice(0, state.mode === 'helpSearch' ? 0 : ownRoom),
    ]),
  };
}

/** The lines that are in sight. */
export function readerLines(
  {head, room, body, below}: ReaderPage,
  {mode, scroll}: ViewState,
): readonly string[] {
  const lines = body();
  const from = isTable(mode) ? 0 : Math.min(scroll, Math.max(0, lines.length - room));
  return [...head, ...padded(lines.slice(from, from + room), room), ...below()];
}

/** The longest usual sentence about a task. */
const SENTENCE_LENGTH = 150;

function padded(lines: readonly string[], length: number): readonly string[] {
  return Array.from({length}, (_, index) => lines[index] ?? '');
}

/** When something was last done or seen: for this moment all ages are told, so that they change with what is new only. */
function lastHappened({state, snapshot}: ScreenParts): number {
  return Math.max(state.looked.lastKey.at, snapshot.events.at(-1)?.at ?? 0);
}

function headSentences(parts: ScreenParts): readonly string[] {
  const {snapshot, state, rows, cursor, display} = parts;
  const more = snapshot.coverage.isComplete ? '' : '+';
  const {buckets} = state.query;
  const counts = TASK_STATES.map(name => {
    const isAll = isWhole(snapshot.coverage, state.query, {states: [name], buckets});
    return `${rows.counts.states.get(name) ?? 0}${isAll ? '' : '+'} ${name}`;
  });
  const search = state.query.search || (state.mode === 'search' ? 'nothing yet' : '');
  return [
    `${statusSentence(snapshot, display.isUtc)} ${counts.join(', ')}.`,
    originSentence(snapshot.sources),
    ...(search ? [`Search: ${search}.`] : []),
    ...(hasFilter(state.query) && !search ? ['Filtered; c clears the filters.'] : []),
    ...(state.mode === 'table' && rows.total > 0
      ? [`Row ${cursor.index + 1} of ${rows.total}${more}. Question mark: help.`]
      : []),
    ...openSentences(state.mode),
  ];
}

/** What is open instead of the list, and how one gets out of it. */
function openSentences(mode: Mode): readonly string[] {
  return isTable(mode) || mode === 'single' ? [] : [`${TITLES[mode]}. Escape leads back.`];
}

/** `Account 111122223333, profile default, Region us-east-1.` */
function originSentence(sources: StoreSnapshot['sources']): string {
  const origins = sources.map(({account, profile, region}) =>
    [account && `account ${account}`, `profile ${profile}`, `Region ${region}`]
      .filter(Boolean)
      .join(', '),
  );
  const [first = ''] = origins;
  return origins.length === 1
    ? `${first.charAt(0).toUpperCase()}${first.slice(1)}.`
    : `${origins.length} sources: ${origins.join('; ')}.`;
}

function statusSentence(snapshot: StoreSnapshot, isUtc: boolean): string {
  const times = snapshot.sources.flatMap(({updatedAt}) => updatedAt ?? []);
  const asOf = times.length > 0 ? `, as of ${formatTime(Math.min(...times), isUtc)}` : '';
  if (snapshot.isPaused) {
    return `Paused${asOf}.`;
  }

  if (snapshot.sources.some(({error}) => error !== undefined)) {
    return `Stale${asOf}.`;
  }

  const silent = silences(snapshot.sources);
  return silent.length > 0
    ? `No answer since ${formatTime(Math.min(...silent), isUtc)}${asOf}.`
    : 'Live.';
}

/** The task that the keys go to, and what the last one had to say. */
function selectedSentences(parts: ScreenParts): readonly string[] {
  const {state, rows, cursor, display} = parts;
  const troubles = state.mode === 'troubles' ? [] : parts.troubles;
  const [selected] = isTable(state.mode) ? rows.slice(cursor.index, cursor.index + 1) : [];
  return [
    ...(selected ? [`Selected: ${taskSentence(selected, parts)}`] : []),
    ...(state.notice ? [`${state.notice}.`] : []),
    ...troubles.map(trouble => troubleSentence(trouble, display)),
  ];
}

function bodySentences(parts: ScreenParts, pageSize: number): readonly string[] {
  const {state, rows, snapshot, cursor} = parts;
  if (isTable(state.mode)) {
    if (rows.total === 0) {
      return [
        `${emptyText(snapshot, hasFilter(state.query), {right: 'Right arrow'}, rows.search.problem)}.`,
      ];
    }

    const first = Math.floor(cursor.index / pageSize) * pageSize;
    return rows.slice(first, first + pageSize).map(tracked => taskSentence(tracked, parts));
  }

  if (state.mode === 'events') {
    return eventSentences({...parts, height: pageSize});
  }

  return overlayLines({...parts, width: WIDE, height: 0})
    .map(readableText)
    .filter(Boolean);
}

/** So wide that no value is wrapped. */
const WIDE = 10_000;

/** `ami-1, InProgress, 41%, ready about 14:21, started 01-31 14:05, bucket b.` */
function taskSentence({task, samples, source}: TrackedTask, parts: ScreenParts): string {
  const {now, display, snapshot} = parts;
  const {sources} = snapshot;
  // For the moment of the last step: what follows from it stays the same until the next one.
  const seenAt = samples.at(-1)?.at ?? serviceNow(sources[source], now);
  const {remainingMs} = estimate(task, samples, seenAt);
  const {isQueued, stalledMs} = estimate(task, samples, serviceNow(sources[source], now));
  const words = [
    task.amiId ?? 'unknown AMI',
    task.storeTaskState ?? 'unknown state',
    task.storeTaskState === 'Completed' ? '' : percentText(task),
    isQueued ? 'maybe queued' : '',
    stalledMs === undefined ? '' : 'not moving',
    isRunning(task) && remainingMs !== undefined
      ? `ready about ${formatDayClock(seenAt + remainingMs, display.isUtc, now)}`
      : '',
    task.startedAt === undefined ? '' : `started ${formatShortTime(task.startedAt, display.isUtc)}`,
    task.bucket ? `bucket ${task.bucket}` : '',
    sources.length > 1 ? (sources[source]?.region ?? '') : '',
    task.storeTaskFailureReason ? `reason: ${task.storeTaskFailureReason}` : '',
  ];
  return `${words.filter(Boolean).join(', ')}.`;
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
