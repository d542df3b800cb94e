import {serviceNow} from '../../poll/service-clock.js';
import {formatAgo, formatRemaining, formatShortTime} from '../../task/format.js';
import {percentText} from '../../task/progress-bar.js';
import type {Tone} from '../text/theme.js';
import {shownPlaces} from './overview-boxes.js';
import {type Overview, type OverviewParts, RECENT_DAYS} from './overview-of.js';
import type {BoxName} from './overview-state.js';
import type {RunningTask} from './running-facts.js';

/** What a box says: a heading, and a line for each of its rows. */
export type BoxTable = {
  readonly title: string;

  /** Over the figures at the right. */
  readonly heads: string;
  readonly lines: readonly {readonly name: string; readonly figures: string}[];
  readonly tone: Tone;

  /** Names, whose ends tell them apart, rather than words. */
  readonly hasNames: boolean;

  /** What is said where there is none. */
  readonly none: string;
};

const TITLES = {
  days: 'DAYS',
  reasons: 'FAILED BY REASON',
  buckets: 'BUCKETS',
  regions: 'REGIONS',
  profiles: 'PROFILES',
  running: 'RUNNING',
} as const satisfies Record<BoxName, string>;

export function boxTable(name: BoxName, overview: Overview, parts: OverviewParts): BoxTable {
  switch (name) {
    case 'reasons':
      return reasonTable(overview);
    case 'running':
      return runningTable(overview, parts);
    case 'days':
      return table({title: TITLES.days, heads: [], lines: []});
    default:
      return placeTable(name, overview, parts);
  }
}

/** A count, with a `+` where there may be more. */
export function countText(count: number, isWhole: boolean): string {
  return `${count}${isWhole ? '' : '+'}`;
}

/** `5.3 %`, `10 %`; nothing where the counts are not whole, for then nobody knows. */
export function shareText(count: number, of: number, isWhole: boolean): string {
  if (!isWhole || of === 0) {
    return '';
  }

  const percent = (100 * count) / of;
  return `${percent < 10 && percent > 0 ? percent.toFixed(1) : Math.round(percent)} %`;
}

function reasonTable({counts, known, days}: Overview): BoxTable {
  const isRecentWhole = known.reaches(days.at(-RECENT_DAYS)?.start ?? 0);
  return table({
    title: TITLES.reasons,
    heads: ['31d', '7d'],
    lines: counts.reasons.map(({name, failed, recent}) => ({
      name,
      figures: [countText(failed, known.isWhole), countText(recent, isRecentWhole)],
    })),
    none: known.isWhole ? 'none failed' : 'none failed of those loaded',
  });
}

function placeTable(
  name: 'buckets' | 'regions' | 'profiles',
  {counts, known}: Overview,
  {snapshot, now, display, state}: OverviewParts,
): BoxTable {
  const ahead = Math.max(...snapshot.sources.map(source => serviceNow(source, 0)));
  const {isAbsoluteTime, isUtc} = display;
  const timeText = (at: number) =>
    isAbsoluteTime ? formatShortTime(at, isUtc) : formatAgo(now + ahead - at);
  return table({
    title: TITLES[name],
    heads: ['31d', 'failed', '', 'last fail'],
    hasNames: true,
    lines: shownPlaces(counts[name], state.overview.isFailedOnly).map(
      ({name, started, failed, lastFailedAt}) => ({
        name: name || '(none)',
        figures: [
          countText(started, known.isWhole),
          countText(failed, known.isWhole),
          failed > 0 ? shareText(failed, started, known.isWhole) : '',
          lastFailedAt === undefined ? '' : timeText(lastFailedAt),
        ],
      }),
    ),
  });
}

function runningTable({running}: Overview, {display}: OverviewParts): BoxTable {
  const readyText = ({readyAt, estimate: {remainingMs}}: RunningTask) =>
    readyAt === undefined || remainingMs === undefined
      ? 'not known'
      : `~${display.isAbsoluteTime ? clockText(readyAt, display.isUtc) : formatRemaining(remainingMs)}`;
  return table({
    title: `${TITLES.running} ${running.length}`,
    heads: ['', 'ready'],
    tone: 'running',
    lines: running.map(task => ({
      name: task.tracked.task.amiId ?? '?',
      figures: [percentText(task.tracked.task), readyText(task)],
    })),
  });
}

/** Puts the figures in columns, each as wide as its longest text. */
function table({
  heads,
  lines,
  ...rest
}: Pick<BoxTable, 'title'> &
  Partial<Pick<BoxTable, 'tone' | 'hasNames' | 'none'>> & {
    readonly heads: readonly string[];
    readonly lines: readonly {readonly name: string; readonly figures: readonly string[]}[];
  }): BoxTable {
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...lines.map(({figures}) => figures[column]?.length ?? 0)),
  );
  const inColumns = (texts: readonly string[]) =>
    texts.map((text, column) => `  ${text.padStart(widths[column] ?? 0)}`).join('');
  return {
    tone: 'plain',
    hasNames: false,
    none: 'none',
    ...rest,
    heads: inColumns(heads),
    lines: lines.map(({name, figures}) => ({name, figures: inColumns(figures)})),
  };
}

/** `19:06` */
export function clockText(at: number, isUtc: boolean): string {
  return formatShortTime(at, isUtc).slice('01-31 '.length);
}
