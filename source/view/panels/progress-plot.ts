import type {Samples} from '../../task/estimate.js';
import {formatTime} from '../../task/format.js';
import type {Segment, TextLine} from '../text/text-lines.js';
import {type DisplayOptions, stateTone, type Tone} from '../text/theme.js';

export type PlotNeeds = {
  /** At least one. */
  readonly samples: Samples;

  /** ms since the epoch; the time axis begins here, or nearer to the first sample. */
  readonly startedAt: number | undefined;

  /** When it will be at 100 %, as of the last sample; `undefined` where nobody can say, and for what has ended. */
  readonly readyAt: number | undefined;

  /** When it has ended; `undefined` while it runs. */
  readonly endedAt: number | undefined;
  readonly state: string | undefined;
  readonly width: number;

  /** Lines, with the axis and its times. */
  readonly height: number;
  readonly display: DisplayOptions;
};

/** `100% |` */
const SCALE_WIDTH = 6;
const AXIS_LINES = 2;

/** So many rows have round figures at their left: every 50, 25, 20, 10 or 5 percent. */
const ROWS = [3, 5, 6, 11, 21] as const;
const MIN_COLUMNS = 24;

/** So much of what is seen and expected is shown of the time before anyone looked, at most. */
const UNSEEN_SHARE = 0.25;

/** Between two points of what is expected. */
const EXPECTED_STEP = 3;

/**
Progress over clock time: what was seen, and what is expected from the last sample on. It depends on samples alone, so that nothing is drawn anew before the next one.
@returns Nothing where there is no room, or nothing to see.
*/
export function progressPlot(needs: PlotNeeds): readonly TextLine[] {
  const {samples, startedAt, readyAt, endedAt, width, height, display} = needs;
  const [first] = samples;
  const last = samples.at(-1);
  const rows = ROWS.findLast(count => count <= height - AXIS_LINES) ?? 0;
  const columns = width - SCALE_WIDTH;
  if (!first || !last || rows === 0 || columns < MIN_COLUMNS) {
    return [];
  }

  const until = Math.max(readyAt ?? endedAt ?? last.at, last.at);
  const unseen = Math.max(0, first.at - (startedAt ?? first.at));
  const from = first.at - Math.min(unseen, (until - first.at) * UNSEEN_SHARE);
  if (until <= from) {
    return [];
  }

  const span = until - from;
  const columnOf = (at: number) => Math.round(((at - from) / span) * (columns - 1));
  const rowOf = (percent: number) => Math.round((percent / 100) * (rows - 1));
  const {seen, expected} = signsOf(display);
  const grid = Array.from({length: rows}, () => Array.from({length: columns}, () => ' '));
  const put = (column: number, percent: number, sign: string) => {
    const row = grid[rowOf(Math.max(0, Math.min(percent, 100)))];
    if (row && column >= 0 && column < columns) {
      row[column] = sign;
    }
  };

  const lastColumn = columnOf(last.at);
  if (readyAt !== undefined && readyAt > last.at) {
    for (let column = columns - 1; column > lastColumn; column -= EXPECTED_STEP) {
      const share = (column - lastColumn) / Math.max(1, columns - 1 - lastColumn);
      put(column, last.percent + (100 - last.percent) * share, expected);
    }
  }

  const end = endedAt === undefined ? lastColumn : columns - 1;
  for (let column = columnOf(first.at); column <= end; column++) {
    const at = from + (span * column) / (columns - 1);
    const {percent} = samples.findLast(one => columnOf(one.at) <= column || one.at <= at) ?? first;
    put(column, percent, seen);
  }

  const tone = stateTone(needs.state);
  const drawn = grid.reverse().map((row, index): TextLine => {
    const percent = Math.round((100 * (rows - 1 - index)) / (rows - 1));
    return [
      {text: `${String(percent).padStart(3)}% ${display.glyphs.plot.axis}`, tone: 'dim'},
      ...toned(row.join('').trimEnd(), seen, tone),
    ];
  });
  return [...withLegend(drawn, needs), ...axisLines(from, until, columns, display)];
}

/** `#` and `.`, or finer ones. */
function signsOf({glyphs}: DisplayOptions): {readonly seen: string; readonly expected: string} {
  const {levels, dot} = glyphs;
  return {seen: levels.at(-1) ?? '#', expected: dot === '|' ? '.' : dot};
}

/** What is only expected is told apart without colour, too, and is no louder than what was seen. */
function toned(text: string, seen: string, tone: Tone): readonly Segment[] {
  const from = text.indexOf(seen);
  const end = text.lastIndexOf(seen) + 1;
  return from === -1
    ? [{text, tone: 'dim'}]
    : [
        {text: text.slice(0, from)},
        {text: text.slice(from, end), tone},
        {text: text.slice(end), tone: 'dim'},
      ];
}

/** What the signs mean, at the right end of the lowest line, where it is free. */
function withLegend(
  lines: readonly TextLine[],
  {width, readyAt, display}: PlotNeeds,
): readonly TextLine[] {
  const {seen, expected} = signsOf(display);
  const legend = readyAt === undefined ? `${seen} seen` : `${seen} seen   ${expected} expected`;
  const lowest = lines.at(-1) ?? [];
  const used = lowest.reduce((sum, {text}) => sum + text.length, 0);
  const room = width - used - legend.length;
  return room < 2
    ? lines
    : [...lines.slice(0, -1), [...lowest, {text: ' '.repeat(room)}, {text: legend, tone: 'dim'}]];
}

const MINUTE = 60_000;
const TICKS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440].map(count => count * MINUTE);

/** A time takes five columns, and some between. */
const TICK_COLUMNS = 11;

function axisLines(
  from: number,
  until: number,
  columns: number,
  {isUtc, glyphs}: DisplayOptions,
): readonly TextLine[] {
  const {plot} = glyphs;
  const perColumn = (until - from) / (columns - 1);
  const step = TICKS.find(tick => tick / perColumn >= TICK_COLUMNS) ?? (TICKS.at(-1) as number);
  // Whole hours and quarters of the clock that is shown.
  const offset = isUtc ? 0 : new Date(from).getTimezoneOffset() * MINUTE;
  let times = '';
  for (let at = Math.ceil((from - offset) / step) * step + offset; at <= until; at += step) {
    const column = Math.round((at - from) / perColumn);
    if (column + 5 <= columns) {
      times = times.padEnd(column) + formatTime(at, isUtc).slice(11, 16);
    }
  }

  return [
    [
      {
        text: ' '.repeat(SCALE_WIDTH - 1) + plot.corner + plot.rule.repeat(columns),
        tone: 'dim',
      },
    ],
    [{text: ' '.repeat(SCALE_WIDTH) + times, tone: 'dim'}],
  ];
}
