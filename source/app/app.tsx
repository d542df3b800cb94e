import {Box, useInput, usePaste} from 'ink';
import {useSyncExternalStore} from 'react';
import type {Clock} from '../poll/clock.js';
import {Line} from '../ui/line.js';
import {LiveBody, ScrollText} from '../ui/live-body.js';
import {LiveHead} from '../ui/live-head.js';
import {ReaderScreen} from '../ui/reader-screen.js';
import {toKeys} from '../view/input/keys.js';
import {footerLine, positionTexts, textPosition} from '../view/panels/footer-text.js';
import {headLines} from '../view/panels/head-lines.js';
import {newsLine} from '../view/panels/news-line.js';
import {readerLines} from '../view/panels/reader-lines.js';
import {isLate} from '../view/panels/status-text.js';
import {summaryLines} from '../view/panels/summary-lines.js';
import {tabsLine} from '../view/panels/tabs-line.js';
import {isWhole} from '../view/rows/whole.js';
import {isTable} from '../view/state/mode.js';
import type {Screen} from '../view/state/screen.js';
import {hasFilter} from '../view/state/view-state.js';
import type {TextLine} from '../view/text/text-lines.js';
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

  const {snapshot, layout, width, display, troubles, now} = screen;
  const {ellipsis} = display.glyphs;
  const line = (segments: TextLine) => (
    <Line width={width} ellipsis={ellipsis} segments={segments} />
  );
  const head = (
    <LiveHead
      clock={clock}
      linesAt={at =>
        layout.isSummary
          ? summaryLines(screen, at)
          : headLines({snapshot, width, display, isDemo, layout, troubles}, at)
      }
      now={now}
      isLate={isLate(snapshot)}
      width={width}
      ellipsis={ellipsis}
    />
  );
  if (layout.isSummary) {
    return (
      <Box flexDirection="column" height={layout.height}>
        {head}
      </Box>
    );
  }

  const {hasTabs, hasGaps, hasNews, hasFooter, body, band, preview} = layout;
  return (
    <Box flexDirection="column" width={width} height={layout.height}>
      {head}
      {hasTabs && line(tabs(screen))}
      {hasGaps && line([])}
      <Box flexDirection="column" height={body} flexShrink={0}>
        <LiveBody {...screen} />
      </Box>
      {preview.place === 'below' && (
        <Box flexDirection="column" height={preview.height} flexShrink={0}>
          <ScrollText
            lines={screen.preview()}
            scroll={0}
            width={width}
            height={preview.height}
            ellipsis={ellipsis}
          />
        </Box>
      )}
      {band > 0 && (
        <Box flexDirection="column" height={band} flexShrink={0}>
          <ScrollText
            lines={screen.lines()}
            scroll={0}
            width={width}
            height={band}
            ellipsis={ellipsis}
          />
        </Box>
      )}
      {hasNews && screen.news && line(newsLine(screen.news, display, width, now))}
      {hasGaps && line([])}
      {hasFooter && line(footer(screen))}
    </Box>
  );
}

/** The filter by state with its counts, and what else hides or orders tasks. */
function tabs({snapshot, state, rows, columns, layout, width, display}: Screen): TextLine {
  const {query, mode} = state;
  const {coverage, sources} = snapshot;
  return tabsLine({
    query,
    counts: sources.some(({status}) => status === 'ready') ? rows.counts.states : undefined,
    isWhole: states => isWhole(coverage, query, {states, buckets: query.buckets}),
    found: `${rows.total}${coverage.isComplete ? '' : '+'}`,
    isTyping: mode === 'search',
    caret: state.caret,
    problem: rows.search.problem,
    width,
    glyphs: display.glyphs,
    isUtc: state.isUtc,
    hasManySources: sources.length > 1,
    isOrderInHeading:
      layout.hasHeading && columns.some(({orders}) => orders?.[query.order] !== undefined),
  });
}

/** What the last key has done, else where one is; and the keys. */
function footer(screen: Screen): TextLine {
  const {snapshot, state, rows, cursor, layout, width, display, now} = screen;
  const {mode, notice, query, pending, isUtc} = state;
  const {glyphs} = display;
  const position = isTable(mode)
    ? positionTexts({
        snapshot,
        now,
        isUtc,
        glyphs,
        index: cursor.index,
        pageSize: layout.pageSize,
        total: rows.total,
        isFiltered: hasFilter(query),
        isWaiting: pending !== undefined,
        since: query.since,
        isTyping: display.isTyping,
      })
    : textPosition(screen);
  return footerLine(notice === undefined ? position : [notice, notice], screen, width);
}
