import {Box} from 'ink';
import {useMemo, useSyncExternalStore} from 'react';
import type {Clock} from '../poll/clock.js';
import type {StoreSnapshot, TaskStore} from '../poll/snapshot.js';
import {CountsLine, FilterBar} from '../ui/filter-bar.js';
import {Footer} from '../ui/footer.js';
import {Line} from '../ui/line.js';
import {LiveBody} from '../ui/live-body.js';
import {ReaderScreen} from '../ui/reader-screen.js';
import {type Overlay, TickingLines} from '../ui/ticking-lines.js';
import {useNow} from '../ui/use-now.js';
import {type PlacedColumn, placeColumns, sourceDifference} from '../view/columns.js';
import {bannerHeight, headLines} from '../view/head-lines.js';
import {planLayout} from '../view/layout.js';
import {rowsNote} from '../view/order-text.js';
import {positionText} from '../view/position-text.js';
import {isSameFrame} from '../view/same-frame.js';
import {tellAll} from '../view/source-lines.js';
import {coverageText, oldestUpdate} from '../view/status-text.js';
import {summaryLine} from '../view/summary-line.js';
import type {Glyphs, Look} from '../view/theme.js';
import {timedText} from '../view/timed-text.js';
import type {Trouble} from '../view/trouble-lines.js';
import {hasFilter, type ViewState} from '../view/view-state.js';
import type {Observed} from './observed.js';
import type {ProblemLog} from './problem-log.js';
import type {Terminal} from './run-intent.js';
import {useLiveView} from './use-live-view.js';
import {useOlderTasks} from './use-older-tasks.js';

export type AppProps = {
  readonly store: TaskStore;
  readonly clock: Clock;
  readonly initial: ViewState;
  readonly terminal: Terminal;
  readonly size: {readonly columns: number; readonly rows: number};
  readonly glyphs: Glyphs;
  readonly columns: readonly string[] | undefined;
  readonly isDemo: boolean;
  readonly version: string;

  /** For a screen reader: sentences instead of a table. */
  readonly isReader: boolean;
  readonly problems: ProblemLog;
  readonly troubles: Observed<readonly Trouble[]>;
  readonly overlay: Overlay;
};

/** Ages and estimates in the body change by the minute; the seconds of the head tick on their own. */
const TICK_MS = 10_000;

/** Lays the screen out: head, body, footer, each drawn by a component of its own. */
export function App(props: AppProps) {
  const {store, clock, terminal, size, glyphs} = props;
  const view = useLiveView(store, clock, props.initial, terminal);
  const {snapshot, state, rows, cursor, frame, notice} = view;
  const problems = useSyncExternalStore(props.problems.subscribe, props.problems.getSnapshot);
  const troubles = useSyncExternalStore(props.troubles.subscribe, props.troubles.getSnapshot);
  const {query, mode} = state;
  const width = size.columns;
  const look: Look = {glyphs, isUtc: state.isUtc, isAbsoluteTime: state.isAbsoluteTime};
  const isFiltered = hasFilter(state.query);
  const layout = planLayout({
    rows: size.rows,
    sources: snapshot.sources.length,
    banner: bannerHeight(snapshot, width),
    isBannerSpare: tellAll(snapshot, width, glyphs),
    troubles: troubles.length,
    isFiltered: isFiltered || mode === 'search',
    isSingle: state.root === 'single',
  });
  frame.pageSize = layout.pageSize;
  useOlderTasks(store, view, layout.pageSize);
  const columns = useColumns(width, snapshot, look, props.columns);
  const common = {width, glyphs};
  const body = {view, width, layout, look, columns, version: props.version, problems, troubles};
  const now = useNow(clock, TICK_MS, snapshot, at => {
    if (layout.isLine) {
      return '';
    }

    return props.isReader ? undefined : timedText({...body, now: at});
  });
  if (props.isReader) {
    return <ReaderScreen {...body} now={now} rows={size.rows} />;
  }

  const linesAt = (at: number, known: StoreSnapshot) =>
    layout.isLine
      ? [summaryLine(known, rows, state.root, at, troubles)]
      : headLines({snapshot: known, width, glyphs, isDemo: props.isDemo, layout, troubles}, at);
  const head = (
    <TickingLines
      overlay={props.overlay}
      clock={clock}
      // For Ink the data is always new: it has nothing to draw when only the age is another.
      drawn={linesAt(oldestUpdate(snapshot) ?? snapshot.sources[0]?.nextPollAt ?? 0, snapshot)}
      current={() => {
        const newest = store.getSnapshot();
        return linesAt(clock.now(), isSameFrame(snapshot, newest, mode) ? newest : snapshot);
      }}
      width={width}
      ellipsis={glyphs.ellipsis}
    />
  );
  if (layout.isLine) {
    return <Box height={layout.height}>{head}</Box>;
  }

  const isOrderInHeading =
    layout.hasHeading && columns.some(column => column.order === query.order);
  // Typing has to be seen even where there is no line for filters.
  const isBlind = mode === 'search' && !layout.hasFilters;
  const filters = (
    <FilterBar
      query={query}
      isTyping={mode === 'search'}
      problem={(isBlind ? notice : undefined) ?? rows.search.problem}
      isUtc={state.isUtc}
      hasManySources={snapshot.sources.length > 1}
      isOrderInHeading={isOrderInHeading}
      {...common}
    />
  );

  const isLoading = state.pending !== undefined && !snapshot.coverage.isComplete;
  const gap = layout.hasGaps ? <Line segments={[]} {...common} ellipsis="" /> : null;
  return (
    <Box flexDirection="column" width={width} height={layout.height}>
      {head}
      {layout.hasCounts && (
        <CountsLine
          counts={
            snapshot.sources.some(source => source.status === 'ready')
              ? rows.counts.states
              : undefined
          }
          coverage={coverageText(snapshot, rows.total, isFiltered, isLoading, glyphs)}
          {...common}
        />
      )}
      {layout.hasFilters && filters}
      {gap}
      <Box flexDirection="column" height={layout.body} flexShrink={0}>
        <LiveBody {...body} now={now} />
      </Box>
      {gap}
      {layout.hasFooter && isBlind && filters}
      {layout.hasFooter && !isBlind && (
        <Footer
          position={
            notice ??
            positionText(
              {
                index: cursor.index,
                pageSize: layout.pageSize,
                total: rows.total,
                isComplete: snapshot.coverage.isComplete,
                note: layout.hasFilters ? '' : rowsNote(state, glyphs, isOrderInHeading),
              },
              mode,
              width,
            )
          }
          mode={mode}
          {...common}
        />
      )}
    </Box>
  );
}

/** The same columns while nothing that they depend on is another: the table is then not drawn again. */
function useColumns(
  width: number,
  {sources}: StoreSnapshot,
  {isAbsoluteTime}: Look,
  only: readonly string[] | undefined,
): readonly PlacedColumn[] {
  const difference = sourceDifference(sources);
  return useMemo(
    () => placeColumns({width, sources: difference, isAbsoluteTime, only}),
    [width, difference, isAbsoluteTime, only],
  );
}
