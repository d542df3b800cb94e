import {serviceNow} from '../poll/service-clock.js';
import type {StoreSnapshot, TrackedTask} from '../poll/snapshot.js';
import {estimate} from '../task/estimate.js';
import {formatRemaining, formatShortTime, formatTime} from '../task/format.js';
import {percentText} from '../task/progress-bar.js';
import {isRunning, TASK_STATES} from '../task/store-image-task.js';
import {wrap} from './fit-text.js';
import type {LiveView} from './live-view.js';
import {type OverlayContext, overlayLines} from './overlay-lines.js';
import {singleLines} from './single-lines.js';
import {bannerText, emptyText, silences} from './status-text.js';
import type {TextLine} from './text-lines.js';
import {troubleLine} from './trouble-lines.js';
import {hasFilter} from './view-state.js';

export type ReaderContext = OverlayContext & {
  readonly rows: number;
};

const BARS = /\[[#=?x-]+\]\s*/g;

/**
The screen as sentences, for a screen reader (INK_SCREEN_READER): no bars, no columns, and nothing that changes every second, because every change is read out.
@returns Lines that fit the terminal, and how many tasks of a page that leaves room for.
*/
export function readerLines(context: ReaderContext): {
  readonly lines: readonly string[];
  readonly pageSize: number;
} {
  const {view, width, rows} = context;
  const height = Math.max(1, rows - 1);
  const head = headSentences(context)
    .flatMap(text => wrap(text, width))
    .slice(0, Math.floor(height / 2));
  const room = height - head.length;
  const pageSize = Math.max(1, Math.floor(room / Math.ceil(SENTENCE_LENGTH / width)));
  const body = bodySentences(context, pageSize).flatMap(text => wrap(text, width));
  const {mode} = view.state;
  const isTable = mode === 'table' || mode === 'search';
  view.frame.maxScroll = Math.max(0, body.length - room);
  const from = isTable ? 0 : Math.min(view.state.scroll, view.frame.maxScroll);
  return {lines: [...head, ...body.slice(from, from + room)], pageSize};
}

/** The longest usual sentence about a task. */
const SENTENCE_LENGTH = 150;

function headSentences({view, look, troubles}: ReaderContext): readonly string[] {
  const {snapshot, state, rows, notice, cursor} = view;
  const counts = TASK_STATES.map(name => `${rows.counts.states.get(name) ?? 0} ${name}`).join(', ');
  const search = state.query.search || (state.mode === 'search' ? 'nothing yet' : '');
  return [
    `${statusSentence(snapshot, look.isUtc)} ${counts}.`,
    ...troubles.map(trouble => readableText(troubleLine(trouble))),
    ...(search ? [`Search: ${search}.`] : []),
    ...(hasFilter(state.query) && !search ? ['Filtered; c clears the filters.'] : []),
    ...(notice ? [`${notice}.`] : []),
    ...(state.mode === 'table' && rows.total > 0
      ? [`Row ${cursor.index + 1} of ${rows.total}. Question mark: help.`]
      : []),
  ];
}

function statusSentence(snapshot: StoreSnapshot, isUtc: boolean): string {
  const banner = bannerText(snapshot, 0);
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

function bodySentences(context: ReaderContext, pageSize: number): readonly string[] {
  const {view, problems, look} = context;
  const {state, rows, snapshot, cursor} = view;
  switch (state.mode) {
    case 'table':
    case 'search': {
      if (rows.total === 0) {
        return [`${emptyText(snapshot, hasFilter(state.query), rows.search.problem)}.`];
      }

      const first = Math.floor(cursor.index / pageSize) * pageSize;
      return rows
        .slice(first, first + pageSize)
        .map((tracked, index) => taskSentence(tracked, first + index === cursor.index, context));
    }

    case 'single':
      return singleLines(snapshot, rows.slice(0, rows.total), {
        ...context,
        width: WIDE,
        height: 0,
        problems,
        look,
      })
        .map(readableText)
        .filter(Boolean);
    default:
      return overlayLines({...context, width: WIDE})
        .map(readableText)
        .filter(Boolean);
  }
}

/** So wide that no value is wrapped. */
const WIDE = 10_000;

/** `Selected: ami-1, InProgress, 41%, about 4m left, started 01-31 14:05, bucket b.` */
export function taskSentence(
  {task, samples, source}: TrackedTask,
  isSelected: boolean,
  {
    now,
    look,
    view,
  }: Pick<ReaderContext, 'now' | 'look'> & {
    readonly view: Pick<LiveView, 'snapshot'>;
  },
): string {
  const {sources} = view.snapshot;
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
    task.startedAt === undefined ? '' : `started ${formatShortTime(task.startedAt, look.isUtc)}`,
    task.bucket ? `bucket ${task.bucket}` : '',
    sources.length > 1 ? (sources[source]?.region ?? '') : '',
    task.storeTaskFailureReason ? `reason: ${task.storeTaskFailureReason}` : '',
  ];
  return `${parts.filter(Boolean).join(', ')}.`;
}

/** A drawn line as it can be read out: no bar, no course, no columns. */
export function readableText(line: TextLine): string {
  const text = line
    .map(part => part.text)
    .join('')
    .replaceAll(BARS, '')
    .trim();
  return text.startsWith('Trend ') ? '' : text.replaceAll(/ {2,}/g, ', ');
}
