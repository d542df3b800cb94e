import {formatRemaining} from '../../task/format.js';
import {clockText, countText, shareText} from './box-tables.js';
import {OVERVIEW_DAYS, type Overview, type OverviewParts, RECENT_DAYS} from './overview-of.js';

/** The first day also has what started before it. */
export function isKnownDay(known: Overview['known'], index: number, start: number): boolean {
  return index === 0 ? known.isWhole : known.reaches(start);
}

/** `today 7, 2 failed`, `11-24 12, 1 failed` */
export function dayText({days, counts, known}: Overview, index: number): string {
  const day = days[index];
  const {started, failed} = counts.days[index] ?? {started: 0, failed: 0};
  const isKnown = day !== undefined && isKnownDay(known, index, day.start);
  const name = index === days.length - 1 ? 'today' : (day?.name.slice(5) ?? '');
  return isKnown || started > 0
    ? `${name} ${countText(started, isKnown)}, ${countText(failed, isKnown)} failed`
    : `${name} ?`;
}

export function figureTexts(overview: Overview): readonly string[] {
  const {counts, known, days} = overview;
  const isRecentWhole = known.reaches(days.at(-RECENT_DAYS)?.start ?? 0);
  const {all, recent} = counts;
  const share = (text: string) => (text ? ` (${text})` : '');
  return [
    `${OVERVIEW_DAYS} days: ${countText(all.started, known.isWhole)} started, ${countText(all.failed, known.isWhole)} failed${share(shareText(all.failed, all.started, known.isWhole))}`,
    `last ${RECENT_DAYS} days: ${countText(recent.started, isRecentWhole)}, ${countText(recent.failed, isRecentWhole)} failed${share(shareText(recent.failed, recent.started, isRecentWhole))}`,
  ];
}

/** `RUNNING 5   next ready ~19:06, last ~19:41   longest without a step: none`, and shorter. */
export function runningTexts(
  {running, known}: Overview,
  {display}: OverviewParts,
): readonly string[] {
  if (running.length === 0) {
    return [known.isAnswered ? 'RUNNING none' : 'RUNNING none of those known'];
  }

  const ready = running.flatMap(({readyAt}) => readyAt ?? []);
  const [next] = ready;
  const last = ready.length > 1 ? ready.at(-1) : undefined;
  const clock = (at: number) => `~${clockText(at, display.isUtc)}`;
  const unknown = running.length - ready.length;
  const times = (nextText: string, unknownText: string) =>
    [
      ...(next === undefined ? [] : [`${nextText} ${clock(next)}`]),
      ...(last === undefined ? [] : [`last ${clock(last)}`]),
      ...(unknown > 0 ? [`${unknown} ${unknownText}`] : []),
    ].join(', ');
  const [still] = running
    .filter(({stillMs}) => stillMs !== undefined)
    .toSorted((a, b) => (b.stillMs ?? 0) - (a.stillMs ?? 0));
  const stillFor = still && formatRemaining(still.stillMs ?? 0);
  const long = still
    ? `longest without a step: ${still.tracked.task.amiId ?? '?'}, ${stillFor}`
    : 'longest without a step: none';
  const short = still ? `no step for ${stillFor}` : '';
  const head = `RUNNING ${countText(running.length, known.isAnswered)}`;
  return [
    [head, times('next ready', 'not known yet'), long],
    [head, times('next ready', 'not known yet'), short],
    [head, times('next', 'not known'), short],
    [head, times('next', 'not known')],
    [`${head} ${times('next', 'unknown')}`],
    [`${head}${next === undefined ? '' : ` next ${clock(next)}`}`],
  ].map(parts => parts.filter(Boolean).join('   '));
}

/** `took: half under 18m, 9 of 10 under 44m`, of the tasks that were seen to complete. */
export function tookText(tookMs: readonly number[]): string {
  const {length} = tookMs;
  const under = (share: number) =>
    formatRemaining(tookMs[Math.max(0, Math.ceil(share * length) - 1)] ?? 0);
  if (length < 2) {
    return length === 1 ? `took: under ${under(1)}, the one that was seen to complete` : '';
  }

  const most = length < 10 ? `all ${length}` : '9 of 10';
  return `took: half under ${under(0.5)}, ${most} under ${under(length < 10 ? 1 : 0.9)}`;
}
