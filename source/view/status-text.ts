import type {SourceStatus, StoreSnapshot} from '../poll/snapshot.js';
import {formatDuration} from '../task/format.js';
import {textWidth} from './fit-text.js';
import type {Glyphs} from './theme.js';

/** Where the tasks come from: `default · us-east-1`, or how many places. */
export function originText(sources: readonly SourceStatus[], glyphs: Glyphs): string {
  const [first] = sources;
  return sources.length === 1 && first
    ? `${first.profile} ${glyphs.dot} ${first.region}`
    : `${sources.length} sources`;
}

/**
`live · 10s · updated 3s ago`: what polling does, how often and why, and how old the oldest data is; the longest form that fits.
@param room Columns; the shortest form comes back even where that is too long.
*/
export function liveText(
  snapshot: StoreSnapshot,
  now: number,
  glyphs: Glyphs,
  room: number,
): string {
  const age = ageText(snapshot, now);
  const updated = age && `updated ${age}`;
  const silence = snapshot.isPaused ? '' : silenceText(snapshot, now);
  const doing = silence || activity(snapshot);
  const forms = [
    [doing, silence ? 'r asks anew' : intervalText(snapshot), updated],
    [doing, updated],
    [doing, age],
    [silence || age || doing],
  ].map(parts => parts.filter(Boolean).join(` ${glyphs.dot} `));
  return forms.find(text => textWidth(text) <= room) ?? forms.at(-1) ?? '';
}

/** `NO ANSWER for 41s`, by the source that has been silent for longest; of several, from how many. Empty while all answer, or say themselves what is wrong. */
export function silenceText({sources}: StoreSnapshot, now: number): string {
  const silent = silences(sources);
  const from = sources.length > 1 ? ` from ${silent.length} of ${sources.length}` : '';
  return silent.length > 0
    ? `NO ANSWER for ${formatDuration(Math.max(0, now - Math.min(...silent)))}${from}`
    : '';
}

/** Since when those sources are silent that are (ms since the epoch); an error says more. */
export function silences(sources: readonly SourceStatus[]): readonly number[] {
  return sources.flatMap(({silentSince, error}) => (error ? [] : (silentSince ?? [])));
}

/** `3s ago`, by the source that is furthest behind; empty before there is any data. */
export function ageText(snapshot: StoreSnapshot, now: number): string {
  const oldest = oldestUpdate(snapshot);
  return oldest === undefined ? '' : `${formatDuration(now - oldest)} ago`;
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

const REASONS = {
  asked: '',
  idle: ' (nothing running)',
  throttled: ' (throttled)',
  budget: ' (budget)',
} as const satisfies Record<SourceStatus['intervalReason'], string>;

/** The interval as it is: the longest of all sources', with the reason why it isn't the one asked for. */
function intervalText({sources, isPaused, intervalMs, imageIds}: StoreSnapshot): string {
  if (isPaused) {
    return '';
  }

  const slowest = sources.reduce<SourceStatus | undefined>(
    (slow, source) => (slow && slow.intervalMs >= source.intervalMs ? slow : source),
    undefined,
  );
  const waiting = sources.some(source => source.fetchStatus === 'budget');
  const ms = slowest?.intervalMs ?? intervalMs;
  const isBehind = sources.some(source => source.isBehind);
  const reason = waiting
    ? ' (waiting for budget)'
    : isBehind
      ? ' (reading what started meanwhile)'
      : imageIds.length > 0 && slowest?.intervalReason === 'idle'
        ? ' (settled, looking for new stores)'
        : REASONS[slowest?.intervalReason ?? 'asked'];
  return `${formatDuration(ms)}${reason}`;
}

/** How many sources failed and which is the first (empty when there is one only), why, and when the next try is; `undefined` while every source answers. */
export function bannerText(
  {sources, isPaused}: StoreSnapshot,
  now: number,
): {readonly where: string; readonly message: string; readonly next: string} | undefined {
  const failed = sources.filter(source => source.error !== undefined);
  const [first] = failed;
  if (!first?.error) {
    return undefined;
  }

  const where =
    sources.length > 1
      ? `${sources.length} sources, ${failed.length} failing: ${first.profile}/${first.region}: `
      : '';
  return {
    where,
    message: first.error.message,
    next: nextTry(first, isPaused, now),
  };
}

/** When a source is asked again, or why that isn't known. */
export function nextTry(
  {nextPollAt, fetchStatus}: SourceStatus,
  isPaused: boolean,
  now: number,
): string {
  if (isPaused) {
    return 'paused';
  }

  if (nextPollAt === undefined) {
    return fetchStatus === 'budget' ? 'waiting for budget' : 'trying now';
  }

  return `next try in ${formatDuration(nextPollAt - now)}`;
}

/** How much is loaded: the numbers never look like more than they are. */
export function coverageText(
  {tasks, coverage, sources}: StoreSnapshot,
  shown: number,
  isFiltered: boolean,
  isLoading: boolean,
  glyphs: Glyphs,
): string {
  if (sources.every(source => source.status === 'pending')) {
    return '';
  }

  const known = isFiltered
    ? `${shown} of ${tasks.size} tasks`
    : `${tasks.size} ${tasks.size === 1 ? 'task' : 'tasks'}`;
  const lost = sources.reduce((sum, source) => sum + source.lostRows, 0);
  const unordered = sources.some(({isOutOfOrder}) => isOutOfOrder)
    ? ', not listed newest first: all is asked for'
    : '';
  const count = `${known}${lost > 0 ? `, ${lost} unreadable` : ''}${unordered}`;
  if (coverage.isLoading || isLoading) {
    const pages = coverage.pagesLoaded;
    return `${count}, loading older: ${pages} ${pages === 1 ? 'page' : 'pages'}, Esc stops`;
  }

  const older = coverage.failure === undefined ? 'older' : 'older could not be loaded, again';
  return coverage.isComplete ? count : `${count} loaded, ${older}: ${glyphs.right}`;
}

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
*/
export function emptyText(
  {tasks, coverage, sources, imageIds}: StoreSnapshot,
  isFiltered: boolean,
  problem?: string,
): string {
  if (problem !== undefined) {
    return `nothing was searched: ${problem}`;
  }

  if (sources.every(source => source.status === 'pending')) {
    return pendingText(sources);
  }

  if (tasks.size > 0 || isFiltered) {
    return coverage.isComplete
      ? 'no task matches the filter (c clears it)'
      : 'no loaded task matches the filter (c clears it, older tasks are not all loaded)';
  }

  if (imageIds.length > 0) {
    return 'none of these AMIs has a store task yet';
  }

  return coverage.isComplete && sources.every(source => source.status === 'ready' && !source.error)
    ? 'no tasks in the last 31 days'
    : 'no tasks known yet';
}
