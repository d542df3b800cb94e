import {formatAgo, formatDayClock} from '../../task/format.js';
import {ruleLine} from '../panels/rule-line.js';
import {isNews} from '../state/looked.js';
import type {ScreenParts} from '../state/screen.js';
import {fitSegments} from '../text/fit-segments.js';
import {textWidth, wrap} from '../text/fit-text.js';
import {
  BLANK_LINE,
  lineWidth,
  plainLine,
  type Segment,
  selectedLine,
  type TextLine,
} from '../text/text-lines.js';
import type {Tone} from '../text/theme.js';
import {isProblem} from './event-items.js';
import {eventDetail, eventLine} from './event-line.js';
import {eventWindow, type LogLine, type WindowParts} from './event-window.js';
import {EVENT_FILTERS, type EventFilter} from './events-state.js';
import {type EventsView, eventsView} from './events-view.js';

export type EventsScreenParts = Pick<
  ScreenParts,
  'snapshot' | 'problems' | 'state' | 'now' | 'width' | 'display'
> & {
  /** Lines that there is room for. */
  readonly height: number;
};

/** The whole log: what the filters would show, the lines around the cursor, and all of the item that it is on. */
export function eventsLines(parts: EventsScreenParts): readonly TextLine[] {
  const {height, width} = parts;
  const view = eventsView(parts);
  const tabs = tabsLine(view, parts);
  if (!view.item) {
    return [tabs, BLANK_LINE, plainLine(nothingText(parts), 'dim')].slice(0, height);
  }

  const room = listHeight(parts);
  const {lines} = eventWindow(view, room, parts.state.events.line, windowParts(parts));
  const drawn = lines.map(line => logLine(line, view, parts));
  const blank = Array.from({length: room - drawn.length}, () => BLANK_LINE);
  const detail = wrap(eventDetail(view.item), width).map(text => plainLine(text, detailTone(view)));
  return [...(hasTabs(height) ? [tabs] : []), ...drawn, ...blank, ...detail].slice(0, height);
}

/** Lines of the log itself. Those of the item below it take at least two, so that few moves change it. */
export function listHeight(parts: EventsScreenParts): number {
  const {height, width} = parts;
  const {item} = eventsView(parts);
  const needed = item && hasDetail(height) ? wrap(eventDetail(item), width).length : 0;
  const detail = hasDetail(height) ? Math.min(Math.max(2, needed), Math.floor(height / 2)) : 0;
  return Math.max(1, height - (hasTabs(height) ? 1 : 0) - detail);
}

export function windowParts({state, ...parts}: EventsScreenParts): WindowParts {
  return {...parts, looked: state.looked, startedAt: state.startedAt};
}

function hasTabs(height: number): boolean {
  return height >= 3;
}

function hasDetail(height: number): boolean {
  return height >= 8;
}

function detailTone({item}: EventsView): Tone {
  return item && !isProblem(item) && item.type === 'failed' ? 'failed' : 'plain';
}

const TAB_LABELS = {
  all: ['All', 'All'],
  failed: ['Failed', 'F'],
  completed: ['Completed', 'C'],
  gaps: ['Gaps', 'G'],
} as const satisfies Record<EventFilter, readonly [string, string]>;

/** `[1]All 214   [2]Failed 3   [3]Completed 61   [4]Gaps 2           1 of 214, since Fri 18:02` */
function tabsLine(view: EventsView, parts: EventsScreenParts): TextLine {
  const {width, display} = parts;
  const where = view.item ? `${view.index + 1} of ${view.items.length}` : '';
  const newer = view.newer > 0 ? `${view.newer} newer: g` : '';
  const since = `since ${formatDayClock(parts.state.startedAt, display.isUtc, parts.now)}`;
  const rests = [[where, newer || since], [where, newer], [newer]].map(texts =>
    texts.filter(Boolean).join(', '),
  );
  for (const [name, gap] of [
    [0, 3],
    [0, 2],
    [1, 1],
  ] as const) {
    const tabs = tabsOf(view, parts, name, gap);
    const used = lineWidth(tabs);
    const rest = rests.find(text => used + 2 + textWidth(text) <= width);
    if (rest !== undefined) {
      return [...tabs, {text: rest.padStart(width - used)}];
    }
  }

  return fitSegments(tabsOf(view, parts, 1, 1), width, display.glyphs.ellipsis);
}

function tabsOf(
  {counts, log}: EventsView,
  {state}: EventsScreenParts,
  name: 0 | 1,
  gap: number,
): TextLine {
  // Where older ones had to make room there were more.
  const more = log.completeSince === undefined ? '' : '+';
  return EVENT_FILTERS.flatMap((filter, index): readonly Segment[] => {
    const text = `[${index + 1}]${TAB_LABELS[filter][name]} ${counts[filter]}${more}`;
    const tone = filter === 'failed' && counts.failed > 0 ? 'failed' : 'plain';
    return [
      ...(index === 0 ? [] : [{text: ' '.repeat(gap)}]),
      filter === state.events.filter ? {text, tone: 'active'} : {text, tone},
    ];
  });
}

function logLine(line: LogLine, view: EventsView, parts: EventsScreenParts): TextLine {
  const {width, display, state} = parts;
  if (line.type === 'rule') {
    return ruleLine([{text: line.text}], '', width, display.glyphs);
  }

  if (line.type === 'end') {
    return plainLine(`  ${line.text}`, 'dim');
  }

  const {item} = line;
  const isSelected = line.index === view.index;
  const isFresh = !isProblem(item) && isNews(state.looked, item);
  const mark = isFresh ? (item.type === 'failed' ? '!' : '*') : ' ';
  const segments: TextLine = [
    {text: `${isSelected ? '>' : mark} `, tone: mark === '!' ? 'failed' : 'plain'},
    ...eventLine(item, parts),
  ];
  return isSelected ? selectedLine(segments) : segments;
}

const NOTHING = {
  all: 'no changes',
  failed: 'no failures',
  completed: 'nothing completed',
  gaps: 'no gaps',
} as const satisfies Record<EventFilter, string>;

/** `no changes since 18:50 (2d ago)` */
function nothingText({state, now, display}: EventsScreenParts): string {
  const {startedAt} = state;
  return `${NOTHING[state.events.filter]} since ${formatDayClock(startedAt, display.isUtc, now)} (${formatAgo(now - startedAt)})`;
}

/** A page of the log as sentences, for a screen reader. */
export function eventSentences(parts: EventsScreenParts): readonly string[] {
  const view = eventsView(parts);
  if (!view.item) {
    return [`${nothingText(parts)}.`];
  }

  const {lines} = eventWindow(view, parts.height, parts.state.events.line, windowParts(parts));
  return lines.map(line => {
    if (line.type !== 'item') {
      return `${line.text}.`;
    }

    const text = eventLine(line.item, {...parts, width: WHOLE})
      .map(segment => segment.text)
      .join('')
      .replaceAll(/ {2,}/g, ', ');
    return line.index === view.index
      ? `Selected, ${line.index + 1} of ${view.items.length}: ${text}`
      : text;
  });
}

/** So wide that nothing is left out. */
const WHOLE = 1000;
