import {serviceNow} from '../../poll/service-clock.js';
import {formatAgo, formatRemaining, formatShortTime} from '../../task/format.js';
import {percentText} from '../../task/progress-bar.js';
import {textWidth} from '../text/fit-text.js';
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

/** Columns of the mark before a row, and between columns. */
export const MARK_WIDTH = 2;
const GAP = 2;

const TITLES = {
  days: 'DAYS',
  reasons: 'FAILED BY REASON',
  buckets: 'BUCKETS',
  regions: 'REGIONS',
  profiles: 'PROFILES',
  running: 'RUNNING',
} as const satisfies Record<BoxName, string>;

/** @param width Columns of the box. */
export function boxTable(
  name: BoxName,
  overview: Overview,
  parts: OverviewParts,
  width: number,
): BoxTable {
  switch (name) {
    case 'reasons':
      return reasonTable(overview, width);
    case 'running':
      return runningTable(overview, parts, width);
    case 'days':
      return table({title: TITLES.days, heads: [], lines: []}, width);
    default:
      return placeTable(name, overview, parts, width);
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

function reasonTable({counts, known, days}: Overview, width: number): BoxTable {
  const isRecentWhole = known.reaches(days.at(-RECENT_DAYS)?.start ?? 0);
  return table(
    {
      spare: [1],
      title: TITLES.reasons,
      heads: ['31d', '7d'],
      lines: counts.reasons.map(({name, failed, recent}) => ({
        name,
        figures: [countText(failed, known.isWhole), countText(recent, isRecentWhole)],
      })),
      none: known.isWhole ? 'none failed' : 'none of those loaded',
    },
    width,
  );
}

function placeTable(
  name: 'buckets' | 'regions' | 'profiles',
  {counts, known}: Overview,
  {snapshot, now, display, state}: OverviewParts,
  width: number,
): BoxTable {
  const ahead = Math.max(...snapshot.sources.map(source => serviceNow(source, 0)));
  const {isAbsoluteTime, isUtc} = display;
  const timeText = (at: number) =>
    isAbsoluteTime ? formatShortTime(at, isUtc) : formatAgo(now + ahead - at);
  return table(
    {
      title: TITLES[name],
      heads: ['31d', 'failed', '', 'last fail'],
      // The share follows from the counts.
      spare: [2, 3],
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
    },
    width,
  );
}

function runningTable(
  {running, known}: Overview,
  {display}: OverviewParts,
  width: number,
): BoxTable {
  const readyText = ({readyAt, estimate: {remainingMs}}: RunningTask) =>
    readyAt === undefined || remainingMs === undefined
      ? 'not known'
      : `~${display.isAbsoluteTime ? clockText(readyAt, display.isUtc) : formatRemaining(remainingMs)}`;
  return table(
    {
      title: `${TITLES.running} ${countText(running.length, known.isAnswered)}`,
      heads: ['', 'ready'],
      tone: 'running',
      lines: running.map(task => ({
        name: task.tracked.task.amiId ?? '?',
        figures: [percentText(task.tracked.task), readyText(task)],
      })),
    },
    width,
  );
}

/** Columns that a name has at least, if it needs them, before figures give way. */
const NAME_WIDTH = 16;

/** Puts the figures in columns, each as wide as its longest text, as many as leave room for the names. */
function table(
  {
    heads,
    lines,
    spare = [],
    ...rest
  }: Pick<BoxTable, 'title'> &
    Partial<Pick<BoxTable, 'tone' | 'hasNames' | 'none'>> & {
      readonly heads: readonly string[];
      readonly lines: readonly {readonly name: string; readonly figures: readonly string[]}[];

      /** The columns that give way, by their place, the first one first. */
      readonly spare?: readonly number[];
    },
  width: number,
): BoxTable {
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...lines.map(({figures}) => figures[column]?.length ?? 0)),
  );
  const longest = Math.max(0, ...lines.map(({name}) => textWidth(name)));
  const wanted = Math.min(NAME_WIDTH, MARK_WIDTH + longest);
  const columns = new Set(widths.keys());
  const used = () => [...columns].reduce((sum, column) => sum + GAP + (widths[column] ?? 0), 0);
  for (const column of spare) {
    if (width - used() < wanted) {
      columns.delete(column);
    }
  }

  const inColumns = (texts: readonly string[]) =>
    [...columns]
      .map(column => ' '.repeat(GAP) + (texts[column] ?? '').padStart(widths[column] ?? 0))
      .join('');
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
