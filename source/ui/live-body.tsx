import {Box} from 'ink';
import {useMemo} from 'react';
import {orderMark} from '../view/panels/filter-line.js';
import {emptyText} from '../view/panels/status-text.js';
import {isTable} from '../view/state/mode.js';
import type {Screen} from '../view/state/screen.js';
import {hasFilter} from '../view/state/view-state.js';
import {wrap} from '../view/text/fit-text.js';
import {nameCutter} from '../view/text/name-cutter.js';
import {plainLine, type TextLine} from '../view/text/text-lines.js';
import {Line} from './line.js';
import {TaskTable} from './task-table.js';

/** What is between head and footer: the table, with the preview of the selected task at its right where there is room, or text. */
export function LiveBody(screen: Screen) {
  const {state, rows, layout} = screen;
  if (!isTable(state.mode) && layout.band === 0) {
    return <TextBody {...screen} />;
  }

  if (rows.total === 0) {
    return <EmptyBody {...screen} />;
  }

  return layout.preview.place === 'right' ? (
    <Box>
      <Box flexDirection="column" width={layout.listWidth} flexShrink={0}>
        <TableBody {...screen} />
      </Box>
      <Beside {...screen} />
    </Box>
  ) : (
    <TableBody {...screen} />
  );
}

/** Why there is nothing, and what to press: whole, however narrow the screen. */
function EmptyBody({snapshot, state, rows, width, layout, display}: Screen) {
  const {glyphs} = display;
  const text = emptyText(
    snapshot,
    hasFilter(state.query),
    glyphs,
    rows.search.problem,
    display.isTyping,
  );
  const indent = width < 60 ? '' : '  ';
  return (
    <ScrollText
      lines={wrap(text, width - indent.length).map(line => plainLine(indent + line))}
      scroll={0}
      width={width}
      height={layout.body}
      ellipsis={glyphs.ellipsis}
    />
  );
}

function TableBody(screen: Screen) {
  const {snapshot, rows, page, cursor, state, layout, display, columns, news, now} = screen;
  const {sources} = snapshot;
  const {glyphs, isUtc, isAbsoluteTime} = display;
  const {order, isReversed} = state.query;
  const context = useMemo(() => {
    const different = (names: readonly string[]) => [...new Set(names)];
    const cutName = nameCutter(
      {
        bucket: different(page.map(({task}) => task.bucket ?? '')),
        region: different(sources.map(({region}) => region)),
        profile: different(sources.map(({profile}) => profile)),
      },
      glyphs.ellipsis,
    );
    return {now, display: {glyphs, isUtc, isAbsoluteTime}, sources, cutName};
  }, [now, glyphs, isUtc, isAbsoluteTime, sources, page]);
  return (
    <TaskTable
      rows={page}
      columns={columns}
      width={layout.listWidth}
      hasHeading={layout.hasHeading}
      selected={layout.band > 0 ? NONE : cursor.index % layout.pageSize}
      marks={news?.marks}
      order={order}
      orderMark={orderMark(order, isReversed, glyphs)}
      search={rows.search}
      context={context}
    />
  );
}

/** While keys go to the overview below. */
const NONE = -1;

/** A rule down the screen, and the preview. */
function Beside({layout, display, preview}: Screen) {
  const {glyphs} = display;
  const {width, height} = layout.preview;
  return (
    <>
      <Box flexDirection="column" width={3} flexShrink={0}>
        {Array.from({length: height}, (_, index) => (
          <Line
            // biome-ignore lint/suspicious/noArrayIndexKey: a line of the screen is its place
            key={index}
            segments={[{text: ` ${glyphs.bar} `, tone: 'dim'}]}
            width={3}
            ellipsis={glyphs.ellipsis}
          />
        ))}
      </Box>
      <Box flexDirection="column" width={width} flexShrink={0}>
        <ScrollText
          lines={preview()}
          scroll={0}
          width={width}
          height={height}
          ellipsis={glyphs.ellipsis}
        />
      </Box>
    </>
  );
}

function TextBody({state, width, layout, display, lines}: Screen) {
  return (
    <ScrollText
      lines={lines()}
      scroll={state.scroll}
      width={width}
      height={layout.body}
      ellipsis={display.glyphs.ellipsis}
    />
  );
}

/** Lines from `scroll` on, as many as there is room for. */
export function ScrollText({
  lines,
  scroll,
  width,
  height,
  ellipsis,
}: {
  readonly lines: readonly TextLine[];
  readonly scroll: number;
  readonly width: number;
  readonly height: number;
  readonly ellipsis: string;
}) {
  const first = Math.min(scroll, Math.max(0, lines.length - height));
  return (
    <Box flexDirection="column">
      {lines.slice(first, first + height).map((segments, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line of the screen is its place
        <Line key={index} segments={segments} width={width} ellipsis={ellipsis} />
      ))}
    </Box>
  );
}
