import type {DayCounts} from '../../task/per-day.js';
import {textWidth} from '../text/fit-text.js';
import type {Segment, TextLine} from '../text/text-lines.js';
import type {Glyphs, Tone} from '../text/theme.js';

/** A day as it is drawn. */
export type PlotDay = DayCounts & {
  /** `11-26` */
  readonly label: string;

  /** False where some of its tasks may not be loaded. */
  readonly isKnown: boolean;
};

export type DayPlotNeeds = {
  readonly days: readonly PlotDay[];

  /** Rows without the axis. */
  readonly rows: number;

  /** Columns of a day, the gap behind it included. */
  readonly dayWidth: number;
  readonly glyphs: Glyphs['plot'];

  /** The day with the cursor, by its place. */
  readonly selected: number | undefined;
};

/** Columns before the first day: three digits, a space, the axis. */
const AXIS = 5;

/** Days from one date under the axis to the next. */
const WEEK = 7;

/**
A column for each day, completed tasks below, then those that run, failed ones on top; a `?` over what is known of a day that isn't all loaded. What there is at all of a kind has a cell, failed tasks first.
*/
export function plotLines(needs: DayPlotNeeds): readonly TextLine[] {
  const {days, rows, dayWidth, glyphs, selected} = needs;
  const top = axisTop(Math.max(0, ...days.map(({started}) => started)));
  const stacks = days.map(day => stackOf(day, top, needs));
  const bar = Math.max(1, dayWidth - 1);
  const lines: TextLine[] = [];
  for (let row = rows - 1; row >= 0; row--) {
    const cells = stacks.map(stack => {
      const cell = stack[row];
      const width = cell?.isNarrow ? 1 : bar;
      return {text: (cell?.text ?? ' ').repeat(width).padEnd(dayWidth), tone: cell?.tone};
    });
    lines.push(merged([{text: `${axisLabel(row, rows, top)} ${glyphs.axis}`}, ...cells]));
  }

  const rule = glyphs.rule.repeat(days.length * dayWidth);
  return [...lines, [{text: `    ${glyphs.corner}${rule}`}], datesLine(days, dayWidth, selected)];
}

type Cell = {readonly text: string; readonly tone: Tone; readonly isNarrow?: boolean};

function stackOf(day: PlotDay, top: number, {rows, glyphs}: DayPlotNeeds): readonly Cell[] {
  const {started, failed, running, completed} = day;
  const height = started === 0 ? 0 : 1 + Math.round((started / top) * (rows - 1));
  let left = height;
  const share = (count: number) => {
    const cells = count === 0 ? 0 : Math.max(1, Math.round((height * count) / started));
    const taken = Math.min(left, cells);
    left -= taken;
    return taken;
  };
  const red = share(failed);
  const cyan = share(running);
  const grey = share(started - failed - running - completed);
  const stack: Cell[] = [
    ...Array.from({length: left}, () => ({text: glyphs.completed, tone: 'dim' as const})),
    ...Array.from({length: grey}, () => ({text: glyphs.unknown, tone: 'unknown' as const})),
    ...Array.from({length: cyan}, () => ({text: glyphs.running, tone: 'running' as const})),
    ...Array.from({length: red}, () => ({text: glyphs.failed, tone: 'failed' as const})),
  ];
  const mark = {text: '?', tone: 'warning', isNarrow: true} as const;
  return day.isKnown ? stack : [...stack.slice(0, rows - 1), mark];
}

const STEPS = [2, 4, 6, 8, 10, 12, 16, 20, 24, 30, 40, 50, 60, 80, 100] as const;

/** The number at the top of the axis: one of few, so that the scale rarely changes, and with a half. */
export function axisTop(most: number): number {
  for (let scale = 1; ; scale *= 10) {
    const step = STEPS.find(one => one * scale >= most);
    if (step !== undefined) {
      return step * scale;
    }
  }
}

/** At the top, at the bottom, and in the middle where there is one. */
function axisLabel(row: number, rows: number, top: number): string {
  const isMiddle = row * 2 === rows - 1;
  const value = row === 0 ? 0 : row === rows - 1 ? top : isMiddle ? top / 2 : undefined;
  return (value === undefined ? '' : shortNumber(value)).padStart(3);
}

/** In three characters: `999`, `24k`. */
function shortNumber(value: number): string {
  return value < 1000 ? String(value) : `${Math.round(value / 1000)}k`;
}

/** A date under each week, and the one of the cursor, inverse. */
function datesLine(
  days: readonly PlotDay[],
  dayWidth: number,
  selected: number | undefined,
): TextLine {
  const end = AXIS + days.length * dayWidth;
  const labels = days
    .map(({label}, index) => ({
      label,
      at: Math.min(AXIS + index * dayWidth, end - label.length),
      index,
    }))
    .filter(({index}) => index % WEEK === 0 || index === selected);
  const own = labels.find(({index}) => index === selected);
  const line: Segment[] = [];
  let written = 0;
  for (const {label, at, index} of labels) {
    const width = textWidth(label);
    const isCovered = own && index !== selected && Math.abs(own.at - at) <= width;
    if (!isCovered) {
      line.push({text: ' '.repeat(at - written)}, {text: label, isFound: index === selected});
      written = at + width;
    }
  }

  return line;
}

/** Cells of one tone as one piece; blanks belong to what is before them, and none are left at the end. */
function merged(cells: readonly Segment[]): TextLine {
  const line: Segment[] = [];
  for (const {text, tone} of cells) {
    const last = line.at(-1);
    if (last && (text.trim() === '' || last.tone === tone)) {
      line[line.length - 1] = {...last, text: last.text + text};
    } else {
      line.push({text, tone});
    }
  }

  const last = line.at(-1);
  return last ? [...line.slice(0, -1), {...last, text: last.text.trimEnd()}] : line;
}
