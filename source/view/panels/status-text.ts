import type {SourceError, SourceStatus, StoreSnapshot} from '../../poll/snapshot.js';
import {formatClock, formatDuration, formatTime} from '../../task/format.js';
import {type SourceName, sourceLabel} from '../../task/source-name.js';
import {TASK_WINDOW_MS} from '../../task/store-image-task.js';
import {textWidth} from '../text/fit-text.js';
import {type DisplayOptions, type Glyphs, refreshKey} from '../text/theme.js';

/** One source, for the head: `default · us-east-1`. */
export function sourceText({profile, region}: SourceName, {dot}: Glyphs): string {
  return `${profile} ${dot} ${region}`;
}

/** Where the tasks come from: the one source, or how many there are. */
export function sourcesText(sources: readonly SourceStatus[], glyphs: Glyphs): string {
  const [first] = sources;
  return sources.length === 1 && first ? sourceText(first, glyphs) : `${sources.length} sources`;
}

/** How the head writes. */
export type HeadDisplay = Pick<DisplayOptions, 'glyphs' | 'isUtc' | 'isTyping'>;

/**
`live · every 10s · read 18:49:05`: what polling does, how often and why, and when the oldest data was read; the longest form that fits. Where an answer is late, that comes first.
@param room Columns; the shortest form comes back even where that is too long.
@param beside Columns that are left beside the whole name of the source, which counts more than the interval and than a `live` that a clock time tells as well.
*/
export function liveText(
  snapshot: StoreSnapshot,
  now: number,
  display: HeadDisplay,
  room: number,
  beside = room,
): string {
  const read = readText(snapshot, now, display.isUtc);
  const late = lateText(snapshot, now, display);
  const [every, everyShort] = intervalTexts(snapshot);
  const forms = late
    ? [
        [late.whole, late.asks || everyShort, read],
        [late.whole, late.asks, read],
        [late.whole, read],
        [late.whole],
        [late.short, read],
        [late.short],
        [late.shortest],
      ]
    : [
        [activity(snapshot), every, read],
        [activity(snapshot), everyShort, read],
        [activity(snapshot), read],
        [activity(snapshot), read.replace('read ', '')],
        [read.replace('read ', '') || activity(snapshot)],
      ];
  const texts = forms.map(parts => parts.filter(Boolean).join(` ${display.glyphs.dot} `));
  const withInterval = late ? 1 : 2;
  const isTold = late === undefined && activity(snapshot) === 'live';
  return (
    texts
      .slice(0, late ? withInterval : isTold ? texts.length : -1)
      .find(text => textWidth(text) <= beside) ??
    texts.slice(withInterval).find(text => textWidth(text) <= room) ??
    texts.at(-1) ??
    ''
  );
}

/** True while a source doesn't answer, or not with tasks: the data is older than it should be. */
export function isLate({sources, isPaused}: StoreSnapshot): boolean {
  return (
    !isPaused &&
    sources.some(({error, silentSince}) => error !== undefined || silentSince !== undefined)
  );
}

/**
`NO ANSWER for 41s: EC2 Unavailable, next try 18:49:20`, by the source that has been without one for longest; of several, from how many. `undefined` while all answer.
*/
export function lateText(
  snapshot: StoreSnapshot,
  now: number,
  display: Pick<HeadDisplay, 'isUtc' | 'isTyping'>,
):
  | {
      readonly whole: string;

      /** Without the reason. */
      readonly short: string;

      /** Only for how long. */
      readonly shortest: string;

      /** What to press where there is no next try to wait for. */
      readonly asks: string;
    }
  | undefined {
  if (!isLate(snapshot)) {
    return undefined;
  }

  const {sources} = snapshot;
  const failed = sources.filter(source => source.error !== undefined);
  const silent = silences(sources);
  const since = Math.min(...silent, ...failed.map(({error}) => error?.since ?? now));
  const count = failed.length + silent.length;
  const from = sources.length > 1 ? ` from ${count} of ${sources.length}` : '';
  const shortest = `NO ANSWER for ${formatDuration(Math.max(0, now - since))}${from}`;
  const [first] = failed;
  const next = first ? `, ${nextTry(first, false, display.isUtc, now)}` : '';
  return {
    whole: `${shortest}${first?.error ? `: ${shortReason(first.error)}` : ''}${next}`,
    short: `${shortest}${next}`,
    shortest,
    asks: first ? '' : `${refreshKey(display)} asks anew`,
  };
}

/** `EC2 Unavailable`, `ECONNREFUSED`, `network`: why, in a word or two. */
export function shortReason({code, kind}: SourceError): string {
  return code !== undefined && SERVICE_CODE.test(code) ? `EC2 ${code}` : (code ?? kind);
}

/** Codes of services read `RequestLimitExceeded`, those of the network `ECONNREFUSED`. */
const SERVICE_CODE = /^[A-Z][a-z]/;

/** Since when each silent source is silent (ms since the epoch). One with an error is left out: the error says more. */
export function silences(sources: readonly SourceStatus[]): readonly number[] {
  return sources.flatMap(({silentSince, error}) => (error ? [] : (silentSince ?? [])));
}

/** `read 18:49:05`, by the source that is furthest behind; empty before there is any data. */
export function readText(snapshot: StoreSnapshot, now: number, isUtc: boolean): string {
  const oldest = oldestUpdate(snapshot);
  return oldest === undefined ? '' : `read ${formatClock(oldest, isUtc, now)}`;
}

/** When the source that is furthest behind was last read, ms since the epoch. */
export function oldestUpdate({sources}: StoreSnapshot): number | undefined {
  const known = sources.map(source => source.updatedAt).filter(time => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

function activity({isPaused, sources}: StoreSnapshot): string {
  const failed = sources.filter(source => source.error !== undefined);
  if (isPaused) {
    return 'paused';
  }

  if (failed.length > 0) {
    return failed.length === sources.length
      ? failed.some(source => source.status === 'ready')
        ? 'stale'
        : 'no data'
      : `${failed.length} of ${sources.length} stale`;
  }

  return sources.some(source => source.status === 'pending') ? 'loading' : 'live';
}

const SPARING = "slowed to spare the account's API limit";

const REASONS = {
  asked: ['', ''],
  idle: [' (nothing running)', ' (idle)'],
  throttled: [' (throttled)', ' (throttled)'],
  budget: [`, ${SPARING}`, ' (API limit)'],
} as const satisfies Record<SourceStatus['intervalReason'], readonly [string, string]>;

/** With AMIs given, none of which is being stored. */
const LOOKING = [' (settled, looking for new stores)', ' (settled)'] as const;

/** The interval as it is, in a long form and a short one: the longest of all sources', with the reason why it isn't the one asked for. */
function intervalTexts({
  sources,
  isPaused,
  intervalMs,
  imageIds,
}: StoreSnapshot): readonly [long: string, short: string] {
  if (isPaused) {
    return ['', ''];
  }

  const slowest = sources.reduce<SourceStatus | undefined>(
    (slow, source) => (slow && slow.intervalMs >= source.intervalMs ? slow : source),
    undefined,
  );
  const waiting = sources.some(source => source.fetchStatus === 'budget');
  const every = `every ${formatDuration(slowest?.intervalMs ?? intervalMs)}`;
  const isBehind = !waiting && sources.some(source => source.isBehind);
  const [long, short] = isBehind
    ? [' (reading what started meanwhile)', ' (behind)']
    : imageIds.length > 0 && !waiting && slowest?.intervalReason === 'idle'
      ? LOOKING
      : REASONS[waiting ? 'budget' : (slowest?.intervalReason ?? 'asked')];
  return [every + long, every + short];
}

/** How many sources failed and which is the first (empty when there is one only), why, and when the next try is; `undefined` while every source answers. */
export function bannerText(
  {sources, isPaused}: StoreSnapshot,
  now: number,
  isUtc: boolean,
): {readonly where: string; readonly message: string; readonly next: string} | undefined {
  const failed = sources.filter(source => source.error !== undefined);
  const [first] = failed;
  if (!first?.error) {
    return undefined;
  }

  const where =
    sources.length > 1
      ? `${sources.length} sources, ${failed.length} failing: ${sourceLabel(first)}: `
      : '';
  return {
    where,
    message: first.error.message,
    next: nextTry(first, isPaused, isUtc, now),
  };
}

/** When a source is asked again, or why that isn't known. */
export function nextTry(
  {nextPollAt, fetchStatus}: SourceStatus,
  isPaused: boolean,
  isUtc: boolean,
  now: number,
): string {
  if (isPaused) {
    return 'paused';
  }

  if (nextPollAt === undefined) {
    return fetchStatus === 'budget'
      ? "waiting: slowed to spare the account's API limit"
      : 'trying now';
  }

  return `next try ${formatClock(nextPollAt, isUtc, now)}`;
}

/** `loading, back to 11-09 (17 of 31 days)`: how far older tasks are loaded. */
export function loadingText(
  {loadedBackTo}: Pick<StoreSnapshot['coverage'], 'loadedBackTo'>,
  {
    now,
    isUtc,
    since,
  }: {readonly now: number; readonly isUtc: boolean; readonly since: number | undefined},
): string {
  if (loadedBackTo === undefined || !Number.isFinite(loadedBackTo)) {
    return 'loading older tasks';
  }

  const days = (ms: number) => Math.max(0, Math.round(ms / DAY_MS));
  const all = since === undefined ? TASK_WINDOW_MS : now - since;
  return `loading, back to ${formatTime(loadedBackTo, isUtc).slice(5, 10)} (${Math.min(days(now - loadedBackTo), days(all))} of ${days(all)} days)`;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** What is to be said of sources that have never answered. */
export function pendingText(sources: readonly SourceStatus[]): string {
  if (sources.every(source => source.error)) {
    return 'no data yet';
  }

  return silences(sources).length > 0 ? 'no answer yet (r asks anew)' : 'loading';
}

/**
What an empty table means. Only a complete answer may say that there is nothing, and nothing is said of tasks that could not be searched.
@param problem What can't be read of the search.
@param isTyping Letters are no keys now.
*/
export function emptyText(
  {tasks, coverage, sources, imageIds}: StoreSnapshot,
  isFiltered: boolean,
  {right}: Pick<Glyphs, 'right'>,
  problem?: string,
  isTyping = false,
): string {
  if (problem !== undefined) {
    return `nothing was searched: ${problem}`;
  }

  if (sources.every(source => source.status === 'pending')) {
    return pendingText(sources);
  }

  if (tasks.size > 0 || isFiltered) {
    return coverage.isComplete
      ? `no task matches the filter; ${isTyping ? 'Esc' : 'c'} clears it`
      : `none among the newest ${tasks.size}; ${right} searches older ones, ${isTyping ? 'Esc' : 'c'} clears`;
  }

  if (imageIds.length > 0) {
    return 'none of these AMIs has a store task yet';
  }

  return coverage.isComplete && sources.every(source => source.status === 'ready' && !source.error)
    ? 'no tasks in the last 31 days'
    : 'no tasks known yet';
}
