import {formatRemaining} from '../../task/format.js';
import {fitSegments, justify} from '../text/fit-segments.js';
import {textWidth, wrap} from '../text/fit-text.js';
import {BLANK_LINE, plainLine, type TextLine} from '../text/text-lines.js';
import {boxLines} from './box-lines.js';
import {clockText, countText, shareText} from './box-tables.js';
import {noteText} from './note-text.js';
import type {Box} from './overview-boxes.js';
import {
  OVERVIEW_DAYS,
  type Overview,
  type OverviewParts,
  overviewOf,
  RECENT_DAYS,
} from './overview-of.js';
import {type PlotDay, plotLines} from './plot-lines.js';

/** Lines of a box with its heading, at least. */
const MIN_BOX = 3;

/** Columns between blocks that are side by side. */
const GAP = 2;

/** How things go, on one screen: what started each day, what failed for which reason and where, and what runs. */
export function overviewLines(parts: OverviewParts): readonly TextLine[] {
  const overview = overviewOf(parts);
  const {width, height} = parts;
  const {plan} = overview;
  const [beside, below] = split(overview.boxes, plan.isWide);
  const plotWidth = plan.isWide ? 5 + OVERVIEW_DAYS * plan.dayWidth : width;
  const top = topLines(overview, parts, plotWidth);
  const head = plan.isWide
    ? besideEachOther(
        top,
        rightBlock(overview, parts, beside, top.length, width - plotWidth - GAP),
        plotWidth,
      )
    : top;
  const tail = tailLines(overview, parts);
  if (height === 0) {
    return [
      ...selectionLines(overview, parts),
      ...head,
      ...grid(overview, parts, below, Number.POSITIVE_INFINITY),
      ...tail,
    ];
  }

  // Where there is hardly any room, the first figures and one row of a box.
  const shown = plan.plotRows > 0 ? head : head.slice(0, Math.max(1, height - MIN_BOX));
  const room = height - shown.length;
  // The boxes come first: what failed says more than what runs.
  const kept = tail.slice(0, Math.max(0, Math.min(tail.length, room - MIN_BOX)));
  const isRoomy = room - kept.length > MIN_BOX + 2;
  const before = isRoomy && !isBlank(top.at(-1)) ? [BLANK_LINE] : [];
  const after = isRoomy && kept.length > 0 ? [BLANK_LINE] : [];
  const boxes = grid(overview, parts, below, room - before.length - after.length - kept.length);
  return [...shown, ...before, ...boxes, ...after, ...kept].slice(0, height);
}

function isBlank(line: TextLine = BLANK_LINE): boolean {
  return line.every(({text}) => text.trim() === '');
}

function split(boxes: readonly Box[], isWide: boolean): readonly [readonly Box[], readonly Box[]] {
  const listed = boxes.filter(({name}) => name !== 'days' && (isWide || name !== 'running'));
  const isBeside = ({name}: Box) => isWide && (name === 'reasons' || name === 'running');
  return [listed.filter(isBeside), listed.filter(box => !isBeside(box))];
}

function topLines(overview: Overview, parts: OverviewParts, width: number): readonly TextLine[] {
  const {plan, days, focus} = overview;
  const {glyphs} = parts.display;
  const figures = figureTexts(overview, plan.plotRows === 0).flatMap(text => wrap(text, width));
  const joined = figures.join('   ');
  const note = noteText(overview, parts.snapshot, parts.display.isUtc);
  const lines = [
    ...(textWidth(joined) <= width ? [joined] : figures).map(text => plainLine(text)),
    ...(note ? wrap(note, width).map(text => plainLine(text, 'warning')) : []),
    ...(plan.plotRows > 0 && !note ? [BLANK_LINE] : []),
  ];
  if (plan.plotRows === 0) {
    return lines;
  }

  const isOnDays = focus.box.name === 'days';
  const place = isOnDays ? days.findIndex(({name}) => name === focus.row?.key) : -1;
  return [
    titleLine(dayText(overview, place === -1 ? days.length - 1 : place), parts, width),
    ...plotLines({
      days: plotDays(overview, parts.state.overview.isFailedOnly),
      rows: plan.plotRows,
      dayWidth: plan.dayWidth,
      glyphs: glyphs.plot,
      selected: place === -1 ? undefined : place,
    }),
    ...lines,
  ];
}

/** What the plot shows, what its signs mean, and the figures of a day; the longest form that fits. */
function titleLine(day: string, {state, display}: OverviewParts, width: number): TextLine {
  const {plot, ellipsis} = display.glyphs;
  const form = (title: string, gap: number): TextLine =>
    [
      {text: title, tone: 'heading' as const},
      ...(state.overview.isFailedOnly
        ? []
        : [
            {text: `${plot.completed} completed`, tone: 'dim' as const},
            {text: `${plot.running} running`, tone: 'running' as const},
          ]),
      {text: `${plot.failed} failed`, tone: 'failed' as const},
    ].flatMap((part, index) => (index === 0 ? [part] : [{text: ' '.repeat(gap)}, part]));
  const what = state.overview.isFailedOnly ? 'FAILED PER DAY' : 'STARTED PER DAY';
  const forms = [form(`${what}, ${OVERVIEW_DAYS} days`, 2), form(what, 2), form(what, 1)];
  const fits = (line: TextLine) =>
    line.reduce((sum, {text}) => sum + textWidth(text), 2 + textWidth(day)) <= width;
  return justify(forms.find(fits) ?? form(what, 1), {text: day}, width, ellipsis);
}

function plotDays({days, counts, known}: Overview, isFailedOnly: boolean): readonly PlotDay[] {
  return days.map(({name, start}, index) => {
    const day = counts.days[index] ?? {started: 0, completed: 0, failed: 0, running: 0};
    const {failed} = day;
    const shown = isFailedOnly ? {started: failed, failed, completed: 0, running: 0} : day;
    return {...shown, label: name.slice(5), isKnown: isKnownDay(known, index, start)};
  });
}

/** The first day also has what started before it. */
function isKnownDay(known: Overview['known'], index: number, start: number): boolean {
  return index === 0 ? known.isWhole : known.reaches(start);
}

/** `today 7, 2 failed`, `11-24 12, 1 failed` */
function dayText({days, counts, known}: Overview, index: number): string {
  const day = days[index];
  const {started, failed} = counts.days[index] ?? {started: 0, failed: 0};
  const isKnown = day !== undefined && isKnownDay(known, index, day.start);
  const name = index === days.length - 1 ? 'today' : (day?.name.slice(5) ?? '');
  return isKnown || started > 0
    ? `${name} ${countText(started, isKnown)}, ${countText(failed, isKnown)} failed`
    : `${name} ?`;
}

function figureTexts(overview: Overview, hasToday: boolean): readonly string[] {
  const {counts, known, days} = overview;
  const isRecentWhole = known.reaches(days.at(-RECENT_DAYS)?.start ?? 0);
  const {all, recent} = counts;
  const share = (text: string) => (text ? ` (${text})` : '');
  return [
    ...(hasToday ? [dayText(overview, days.length - 1)] : []),
    `${OVERVIEW_DAYS} days: ${countText(all.started, known.isWhole)} started, ${countText(all.failed, known.isWhole)} failed${share(shareText(all.failed, all.started, known.isWhole))}`,
    `last ${RECENT_DAYS} days: ${countText(recent.started, isRecentWhole)}, ${countText(recent.failed, isRecentWhole)} failed${share(shareText(recent.failed, recent.started, isRecentWhole))}`,
  ];
}

function rightBlock(
  overview: Overview,
  parts: OverviewParts,
  boxes: readonly Box[],
  height: number,
  width: number,
): readonly TextLine[] {
  const [reasons, running] = boxes;
  const needed = Math.min((running?.rows.length ?? 0) + 1, Math.floor((height - 1) / 2));
  const forRunning = Math.max(2, needed);
  return [
    ...(reasons
      ? boxLines(reasons, overview, parts, {width, height: height - 1 - forRunning})
      : []),
    BLANK_LINE,
    ...(running ? boxLines(running, overview, parts, {width, height: forRunning}) : []),
  ];
}

/** The boxes in rows and columns, as many as there is room for, that with the cursor among them. */
function grid(
  overview: Overview,
  parts: OverviewParts,
  boxes: readonly Box[],
  room: number,
): readonly TextLine[] {
  const columns = Math.min(overview.plan.columns, boxes.length);
  const wanted = Math.ceil(boxes.length / columns);
  const rows = Math.max(1, Math.min(wanted, Math.floor((room + 1) / (MIN_BOX + 1))));
  const capacity = rows * columns;
  const focused = boxes.indexOf(overview.focus.box);
  const from = Math.max(0, Math.min(focused - capacity + 1, boxes.length - capacity));
  const shown = boxes.slice(from, from + capacity);
  const height = Math.floor((room + 1) / rows) - 1;
  const lines: TextLine[] = [];
  for (let row = 0; row < rows; row++) {
    const inRow = shown.slice(row * columns, (row + 1) * columns);
    const widths = widthsOf(inRow, parts.width, columns);
    let block: readonly TextLine[] = [];
    let used = -GAP;
    for (const [index, box] of inRow.entries()) {
      const width = widths[index] ?? 0;
      const isLast = row * columns + index === shown.length - 1;
      const more = isLast ? boxes.length - shown.length : 0;
      const own = boxLines(box, overview, parts, {width, height}, more);
      block = index === 0 ? own : besideEachOther(block, own, used);
      used += GAP + width;
    }

    lines.push(...(row > 0 ? [BLANK_LINE] : []), ...block);
  }

  return lines;
}

/** Equal widths; but in two columns the figures of a place need more room than those of a reason. */
function widthsOf(boxes: readonly Box[], all: number, columns: number): readonly number[] {
  const room = all - GAP * (columns - 1);
  const isUneven = columns === 2 && boxes[0]?.name === 'reasons';
  const first = Math.floor(isUneven ? room * NARROW : room / columns);
  const other = isUneven ? room - first : first;
  return boxes.map((_, index) => Math.min(index === 0 ? first : other, MAX_BOX));
}

/** At 80 columns the names of buckets then have 14. */
const NARROW = 0.4;

const MAX_BOX = 76;

function besideEachOther(
  left: readonly TextLine[],
  right: readonly TextLine[],
  leftWidth: number,
): readonly TextLine[] {
  return Array.from({length: Math.max(left.length, right.length)}, (_, index) => {
    const line = right[index];
    return line && line !== BLANK_LINE
      ? [...padded(left[index] ?? [], leftWidth + GAP), ...line]
      : (left[index] ?? BLANK_LINE);
  });
}

function padded(line: TextLine, width: number): TextLine {
  const fitted = line.length === 0 ? [] : fitSegments(line, width, '');
  const used = fitted.reduce((sum, {text}) => sum + textWidth(text), 0);
  return [...fitted, {text: ' '.repeat(Math.max(0, width - used))}];
}

/** What runs, and how long it took before, where that was seen. */
function tailLines(overview: Overview, parts: OverviewParts): readonly TextLine[] {
  const {counts, plan, focus} = overview;
  const {width} = parts;
  const took = tookText(counts.tookMs);
  const isSelected = !plan.isWide && focus.box.name === 'running';
  const forms = runningTexts(overview, parts);
  const running = forms.find(text => textWidth(text) <= width) ?? forms.at(-1) ?? '';
  return [[{text: running, isFound: isSelected}], ...(took ? [plainLine(took)] : [])];
}

/** `RUNNING 5   next ready ~19:06, last ~19:41   longest without a step: none`, and shorter. */
function runningTexts({running}: Overview, {display}: OverviewParts): readonly string[] {
  if (running.length === 0) {
    return ['RUNNING none'];
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
  const head = `RUNNING ${running.length}`;
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
function tookText(tookMs: readonly number[]): string {
  const {length} = tookMs;
  const under = (share: number) =>
    formatRemaining(tookMs[Math.max(0, Math.ceil(share * length) - 1)] ?? 0);
  if (length < 2) {
    return length === 1 ? `took: under ${under(1)}, the one that was seen to complete` : '';
  }

  const most = length < 10 ? `all ${length}` : '9 of 10';
  return `took: half under ${under(0.5)}, ${most} under ${under(length < 10 ? 1 : 0.9)}`;
}

/** For a screen reader: what the cursor is on. */
function selectionLines({focus}: Overview, {display}: OverviewParts): readonly TextLine[] {
  return focus.row
    ? [plainLine(`Selected ${display.glyphs.dot} ${focus.box.name}: ${focus.row.key}`)]
    : [];
}
