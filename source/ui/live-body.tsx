import {Box} from 'ink';
import {useMemo} from 'react';
import {orderMark} from '../view/panels/filter-line.js';
import {emptyText} from '../view/panels/status-text.js';
import {isPicker, isTable} from '../view/state/mode.js';
import {pageOf} from '../view/state/paging.js';
import type {Screen} from '../view/state/screen.js';
import {hasFilter} from '../view/state/view-state.js';
import type {TextLine} from '../view/text/text-lines.js';
import {Line} from './line.js';
import {TaskTable} from './task-table.js';

/** What is between head and footer: the table, or text. */
export function LiveBody(screen: Screen) {
  if (isTable(screen.state.mode)) {
    return screen.rows.total === 0 ? <EmptyBody {...screen} /> : <TableBody {...screen} />;
  }

  return <TextBody {...screen} />;
}

function EmptyBody({snapshot, state, rows, width, display}: Screen) {
  const text = emptyText(snapshot, hasFilter(state.query), rows.search.problem);
  return <Line width={width} ellipsis={display.glyphs.ellipsis} segments={[{text: `  ${text}`}]} />;
}

function TableBody({snapshot, rows, cursor, state, layout, display, columns, now}: Screen) {
  const {sources} = snapshot;
  const {pageSize} = layout;
  const {glyphs, isUtc, isAbsoluteTime} = display;
  const {order, isReversed} = state.query;
  const first = pageOf(cursor.index, layout) * pageSize;
  const shown = useMemo(() => rows.slice(first, first + pageSize), [rows, first, pageSize]);
  const context = useMemo(
    () => ({now, display: {glyphs, isUtc, isAbsoluteTime}, sources}),
    [now, glyphs, isUtc, isAbsoluteTime, sources],
  );
  return (
    <TaskTable
      rows={shown}
      columns={columns}
      hasHeading={layout.hasHeading}
      selected={cursor.index - first}
      order={order}
      orderMark={orderMark(order, isReversed, glyphs)}
      search={rows.search}
      context={context}
    />
  );
}

function TextBody({state, width, layout, display, lines}: Screen) {
  const scroll = isPicker(state.mode)
    ? Math.max(0, state.picker.index - layout.body + 2)
    : state.scroll;
  return (
    <ScrollText
      lines={lines()}
      scroll={scroll}
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
