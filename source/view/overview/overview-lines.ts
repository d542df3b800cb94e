import {justify} from '../text/fit-segments.js';
import {textWidth, wrap} from '../text/fit-text.js';
import {BLANK_LINE, plainLine, type TextLine} from '../text/text-lines.js';
import {besideEachOther, GAP, gridLines, MIN_BOX} from './box-grid.js';
import {boxLines} from './box-lines.js';
import {dayText, figureTexts, isKnownDay, runningTexts, tookText} from './figure-texts.js';
import {noteText} from './note-text.js';
import type {Box} from './overview-boxes.js';
import {OVERVIEW_DAYS, type Overview, type OverviewParts, overviewOf} from './overview-of.js';
import {overviewSentences} from './overview-sentences.js';
import {type PlotDay, plotLines} from './plot-lines.js';

/** How things go, on one screen: what started each day, what failed for which reason and where, and what runs. */
export function overviewLines(parts: OverviewParts): readonly TextLine[] {
  const overview = overviewOf(parts);
  if (parts.height === 0) {
    return overviewSentences(overview, parts);
  }

  const {width, height} = parts;
  const {plan} = overview;
  const [beside, below] = split(overview.boxes, plan);
  const isSplit = plan.isWide || plan.isBand;
  const plotWidth = isSplit ? 5 + OVERVIEW_DAYS * plan.dayWidth : width;
  const top = topLines(overview, parts, plotWidth);
  const size = {width: width - plotWidth - GAP, height: top.length};
  const head = isSplit
    ? besideEachOther(top, rightLines(overview, parts, beside, size), plotWidth)
    : top;
  const tail = tailLines(overview, parts);
  // Where there is hardly any room, the first figures and one row of a box.
  const shown = plan.plotRows > 0 ? head : head.slice(0, Math.max(1, height - MIN_BOX));
  const room = height - shown.length;
  // The boxes come first: what failed says more than what runs.
  const forBoxes = below.length > 0 ? MIN_BOX : 0;
  const kept = tail.slice(0, Math.max(0, room - forBoxes));
  const isRoomy = below.length > 0 && room - kept.length > MIN_BOX + 2;
  const before = isRoomy && !isBlank(top.at(-1)) ? [BLANK_LINE] : [];
  const after = isRoomy && kept.length > 0 ? [BLANK_LINE] : [];
  const left = room - before.length - after.length - kept.length;
  const boxes = below.length > 0 ? gridLines(overview, parts, below, {width, height: left}) : [];
  return [...shown, ...before, ...boxes, ...after, ...kept].slice(0, height);
}

function isBlank(line: TextLine = BLANK_LINE): boolean {
  return line.every(({text}) => text.trim() === '');
}

function split(
  boxes: readonly Box[],
  {isWide, isBand}: Overview['plan'],
): readonly [beside: readonly Box[], below: readonly Box[]] {
  const listed = boxes.filter(({name}) => name !== 'days' && (isWide || name !== 'running'));
  const isBeside = ({name}: Box) =>
    isBand || (isWide && (name === 'reasons' || name === 'running'));
  return [listed.filter(isBeside), listed.filter(box => !isBeside(box))];
}

function topLines(overview: Overview, parts: OverviewParts, width: number): readonly TextLine[] {
  const {plan, days, focus} = overview;
  const {glyphs} = parts.display;
  const isOnDays = focus.box.name === 'days';
  const place = isOnDays ? days.findIndex(({name}) => name === focus.row?.key) : -1;
  const day = dayText(overview, place === -1 ? days.length - 1 : place);
  const title = plan.plotRows > 0 ? titleLine(day, parts, width) : undefined;
  // Where the title has no room for the day, it is with the other figures.
  const figures = [...(title?.hasDay ? [] : [day]), ...figureTexts(overview)];
  const note = noteText(overview, parts.snapshot, parts.display.isUtc);
  const lines = [
    ...filled(figures, width).map(text => plainLine(text)),
    ...(note ? wrap(note, width).map(text => plainLine(text, 'warning')) : []),
    ...(title && !note ? [BLANK_LINE] : []),
  ];
  return title
    ? [
        title.line,
        ...plotLines({
          days: plotDays(overview, parts.state.overview.isFailedOnly),
          rows: plan.plotRows,
          dayWidth: plan.dayWidth,
          glyphs: glyphs.plot,
          selected: place === -1 ? undefined : place,
        }),
        ...lines,
      ]
    : lines;
}

/** Texts one after the other, as many in a line as fit; one that is too long is wrapped. */
function filled(texts: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  for (const text of texts) {
    const last = lines.at(-1);
    const longer = last === undefined ? text : `${last}   ${text}`;
    if (last !== undefined && textWidth(longer) <= width) {
      lines[lines.length - 1] = longer;
    } else {
      lines.push(...wrap(text, width));
    }
  }

  return lines;
}

/** What the plot shows, what its signs mean, and the figures of a day where there is room. */
function titleLine(
  day: string,
  {state, display}: OverviewParts,
  width: number,
): {readonly line: TextLine; readonly hasDay: boolean} {
  const {plot, ellipsis} = display.glyphs;
  const {isFailedOnly} = state.overview;
  const what = isFailedOnly ? 'FAILED PER DAY' : 'STARTED PER DAY';
  const gap = {text: '  '};
  const title: TextLine = [
    {text: `${what}, ${OVERVIEW_DAYS} days`, tone: 'heading'},
    ...(isFailedOnly
      ? []
      : [
          gap,
          {text: `${plot.completed} completed`, tone: 'dim' as const},
          gap,
          {text: `${plot.running} running`, tone: 'running' as const},
        ]),
    gap,
    {text: `${plot.failed} failed`, tone: 'failed'},
  ];
  const used = title.reduce((sum, {text}) => sum + textWidth(text), 2);
  const hasDay = used + textWidth(day) <= width;
  return {line: hasDay ? justify(title, {text: day}, width, ellipsis) : title, hasDay};
}

function plotDays({days, counts, known}: Overview, isFailedOnly: boolean): readonly PlotDay[] {
  return days.map(({name, start}, index) => {
    const day = counts.days[index] ?? {started: 0, completed: 0, failed: 0, running: 0};
    const {failed} = day;
    const shown = isFailedOnly ? {started: failed, failed, completed: 0, running: 0} : day;
    return {...shown, label: name.slice(5), isKnown: isKnownDay(known, index, start)};
  });
}

/** What is beside the plot. */
function rightLines(
  overview: Overview,
  parts: OverviewParts,
  boxes: readonly Box[],
  {width, height}: {readonly width: number; readonly height: number},
): readonly TextLine[] {
  if (overview.plan.isBand) {
    return gridLines(overview, parts, boxes, {width, height});
  }

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
