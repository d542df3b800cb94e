import type {StoreSnapshot} from '../../poll/snapshot.js';
import type {TrackedTask} from '../../poll/tasks/tracked-task.js';
import type {PlacedColumn} from '../panels/columns.js';
import {bannerHeight} from '../panels/head-lines.js';
import {planLayout, textHeight} from '../panels/layout.js';
import {newsOf} from '../panels/news.js';
import {overlayLines} from '../panels/overlay-lines.js';
import {type PageNeeds, pageNeeds} from '../panels/page-needs.js';
import {pickerChoices} from '../panels/picker-lines.js';
import {placeColumns} from '../panels/place-columns.js';
import {previewLines} from '../panels/preview-lines.js';
import {readerPage} from '../panels/reader-lines.js';
import {ruleLine} from '../panels/rule-line.js';
import {sourcesHeight} from '../panels/source-lines.js';
import type {RowQuery} from '../rows/row-query.js';
import {type VisibleRows, visibleRows} from '../rows/visible-rows.js';
import {glyphsWhileTyping} from '../text/theme.js';
import {settleCursor} from './cursor.js';
import type {Glance} from './looked.js';
import {isPicker, isTable} from './mode.js';
import {pageOf} from './paging.js';
import {keepLast, once} from './remember.js';
import type {Screen, ScreenParts, Setting} from './screen.js';
import {typedSoFar} from './typing.js';
import type {ViewState} from './view-state.js';

/** What is on the screen: one answer for what a key does there and for what is drawn. Pure. */
export function screenOf(state: ViewState, snapshot: StoreSnapshot, setting: Setting): Screen {
  const {size, now, glyphs, version, problems, troubles} = setting;
  const {query, mode} = state;
  const width = size.columns;
  const rows = rowsOf(snapshot, query, now);
  const isTyping = typedSoFar(state) !== undefined;
  const display = {
    glyphs: mode === 'search' ? typingGlyphs(glyphs) : glyphs,
    isUtc: state.isUtc,
    isAbsoluteTime: state.isAbsoluteTime,
    isTyping,
  };
  const news = newsIn(
    snapshot.events,
    snapshot.completeSince,
    state.looked.since,
    state.looked.seen,
  );
  const layout = planLayout({
    rows: size.rows,
    columns: width,
    ...(mode === 'troubles'
      ? ALL_IN_BODY
      : {
          sources: sourcesHeight(snapshot, width, display),
          banner: bannerHeight(snapshot, width),
          troubles: troubles.length,
        }),
    isList: isTable(mode),
    isOverview: mode === 'overview',
    hasNews: news !== undefined,
    hasPreview: state.hasPreview && rows.total > 0,
  });
  const parts: ScreenParts = {
    state,
    snapshot,
    now,
    version,
    problems,
    troubles,
    width,
    display,
    layout,
    rows,
    cursor: settleCursor(state.cursor, rows),
    news,
  };
  const lines = once(() => [
    ...(layout.band > 0 ? [ruleLine([{text: 'overview'}], 'Esc closes', width, glyphs)] : []),
    ...(isTable(mode) ? [] : overlayLines({...parts, height: textHeight(layout)})),
  ]);
  const reader = setting.isReader ? readerPage(parts, size.rows) : undefined;
  const {index} = parts.cursor;
  const first = pageOf(index, layout) * layout.pageSize;
  const page = pageIn(rows, first, layout.pageSize);
  return {
    ...parts,
    page,
    columns: columnsOf(
      layout.listWidth,
      state.isAbsoluteTime,
      setting.columns,
      JSON.stringify(pageNeeds(page, rows, query, snapshot.sources)),
    ),
    pageSize: reader?.pageSize ?? layout.pageSize,
    rowsFor: other => rowsOf(snapshot, other, now),
    choices: once(() =>
      isPicker(mode)
        ? pickerChoices(
            mode,
            {counts: rows.counts[mode], sources: snapshot.sources},
            query[mode],
            state.picker.search,
          )
        : [],
    ),
    lines,
    preview: once(() => {
      const tracked = page[index - first];
      const position = `${index + 1} of ${rows.total}${snapshot.coverage.isComplete ? '' : '+'}`;
      return tracked && layout.preview.place !== 'none'
        ? previewLines(tracked, {
            now,
            // The keys go to the overview under the list.
            display: layout.band > 0 ? {...display, isTyping: true} : display,
            snapshot,
            problems,
            layout,
            position,
          })
        : [];
    }),
    maxScroll: () =>
      Math.max(0, reader ? reader.body().length - reader.room : lines().length - layout.body),
    reader,
  };
}

/** What is wrong is told whole by the body. */
const ALL_IN_BODY = {sources: 0, banner: 0, troubles: 0} as const;

/** The same tasks while they come from the same rows. */
const pageIn = keepLast((rows: VisibleRows, first: number, size: number): readonly TrackedTask[] =>
  rows.slice(first, first + size),
);

const typingGlyphs = keepLast(glyphsWhileTyping);

/** The same news while neither the log nor what is seen of it is another. */
const newsIn = keepLast(
  (
    events: StoreSnapshot['events'],
    completeSince: number | undefined,
    since: Glance,
    seen: ReadonlySet<string>,
  ) => newsOf({events, completeSince}, {since, seen}),
);

/** Gives the same array again while what decides it is the same, so that React doesn't draw the table again. @param page `PageNeeds` as json. */
const columnsOf = keepLast(
  (
    width: number,
    isAbsoluteTime: boolean,
    only: readonly string[] | undefined,
    page: string,
  ): readonly PlacedColumn[] =>
    placeColumns({width, isAbsoluteTime, only, page: JSON.parse(page) as PageNeeds}),
);

let last:
  | {
      readonly snapshot: Pick<StoreSnapshot, 'tasks' | 'sources'>;
      readonly query: RowQuery;
      readonly now: number;
      readonly rows: VisibleRows;
    }
  | undefined;

/** Only the order by ETA and a search by age depend on the time; otherwise the same rows stay the same object, whatever a poll tells of its source. */
function rowsOf({tasks, sources}: StoreSnapshot, query: RowQuery, now: number): VisibleRows {
  const isTimed = query.order === 'eta' || last?.rows.search.isMoving;
  if (
    last?.snapshot.tasks !== tasks ||
    last.query !== query ||
    !isSamePlaces(last.snapshot.sources, sources) ||
    (isTimed && last.now !== now)
  ) {
    last = {snapshot: {tasks, sources}, query, now, rows: visibleRows(tasks, query, now, sources)};
  }

  return last.rows;
}

type Sources = StoreSnapshot['sources'];

function isSamePlaces(before: Sources, after: Sources): boolean {
  return (
    before === after ||
    (before.length === after.length &&
      after.every((source, index) => {
        const other = before[index];
        return (
          source.profile === other?.profile &&
          source.region === other.region &&
          source.clockOffsetMs === other.clockOffsetMs &&
          source.startOffsetMs === other.startOffsetMs
        );
      }))
  );
}
