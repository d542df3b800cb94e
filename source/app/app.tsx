import {Box, useInput, usePaste} from 'ink';
import {useSyncExternalStore} from 'react';
import type {Clock} from '../poll/clock.js';
import {CountsLine, FilterBar} from '../ui/filter-bar.js';
import {Footer} from '../ui/footer.js';
import {Line} from '../ui/line.js';
import {LiveBody} from '../ui/live-body.js';
import {LiveHead} from '../ui/live-head.js';
import {ReaderScreen} from '../ui/reader-screen.js';
import {toKeys} from '../view/input/keys.js';
import {positionText, rowsNote} from '../view/panels/footer-text.js';
import {headLines} from '../view/panels/head-lines.js';
import {readerLines} from '../view/panels/reader-lines.js';
import {coverageText, isLate} from '../view/panels/status-text.js';
import {summaryLine} from '../view/panels/summary-line.js';
import {hasFilter} from '../view/state/view-state.js';
import type {LiveProgram} from './live-program.js';

export type AppProps = {
  readonly program: LiveProgram;
  readonly clock: Clock;
  readonly isDemo: boolean;
};

/** Draws the screen: head, body, footer, each by a component of its own. */
export function App(props: AppProps) {
  const {program, clock, isDemo} = props;
  const screen = useSyncExternalStore(program.subscribe, program.getScreen);
  useInput((input, key) => program.press(toKeys(input, key)));
  usePaste(program.paste);
  if (screen.reader) {
    return <ReaderScreen lines={readerLines(screen.reader, screen.state)} />;
  }

  const {snapshot, state, rows, cursor, layout, columns, width} = screen;
  const {query, mode, notice} = state;
  const {display, troubles, now} = screen;
  const {glyphs} = display;
  const isFiltered = hasFilter(query);
  const common = {width, glyphs};
  const head = (
    <LiveHead
      clock={clock}
      linesAt={at =>
        layout.isLine
          ? [summaryLine(snapshot, rows, state.root, at, display, troubles)]
          : headLines({snapshot, width, display, isDemo, layout, troubles}, at)
      }
      now={now}
      isLate={isLate(snapshot)}
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
      caret={state.caret}
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
        <LiveBody {...screen} />
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
          screen={screen}
        />
      )}
    </Box>
  );
}
