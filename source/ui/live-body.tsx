import {useMemo} from 'react';
import {orderMark} from '../view/order-text.js';
import {overlayLines} from '../view/overlay-lines.js';
import {pageOf} from '../view/paging.js';
import {isPicker} from '../view/picker-lines.js';
import {emptyText} from '../view/status-text.js';
import type {TextLine} from '../view/text-lines.js';
import type {BodyContext} from '../view/timed-text.js';
import {hasFilter} from '../view/view-state.js';
import {Line} from './line.js';
import {ScrollText} from './scroll-text.js';
import {SingleAmi} from './single-ami.js';
import {TaskTable} from './task-table.js';

/** What is between head and footer: the table, the screen of one AMI, or an overlay. */
export function LiveBody(props: BodyContext) {
  const {view, layout, width, look, now} = props;
  const {snapshot, rows, state, frame} = view;
  switch (state.mode) {
    case 'table':
    case 'search':
      return rows.total === 0 ? <Empty {...props} /> : <Page {...props} />;
    case 'single':
      return (
        <SingleAmi
          snapshot={snapshot}
          tasks={rows.slice(0, rows.total)}
          now={now}
          width={width}
          height={layout.body}
          look={look}
          scroll={state.scroll}
          frame={frame}
          problems={props.problems}
        />
      );
    default:
      return <Overlay {...props} lines={overlayLines(props)} />;
  }
}

function Empty({view, width, look}: BodyContext) {
  const {snapshot, state, rows} = view;
  const text = emptyText(snapshot, hasFilter(state.query), rows.search.problem);
  return <Line width={width} ellipsis={look.glyphs.ellipsis} segments={[{text: `  ${text}`}]} />;
}

function Page({view, layout, look, columns, now}: BodyContext) {
  const {snapshot, rows, cursor, state} = view;
  const {sources} = snapshot;
  const {pageSize} = layout;
  const {glyphs, isUtc, isAbsoluteTime} = look;
  const {order, isReversed} = state.query;
  const first = pageOf(cursor.index, layout) * pageSize;
  const shown = useMemo(() => rows.slice(first, first + pageSize), [rows, first, pageSize]);
  const context = useMemo(
    () => ({now, look: {glyphs, isUtc, isAbsoluteTime}, sources}),
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

function Overlay({
  view,
  width,
  layout,
  look,
  lines,
}: BodyContext & {readonly lines: readonly TextLine[]}) {
  const {state, frame} = view;
  frame.maxScroll = Math.max(0, lines.length - layout.body);
  const scroll = isPicker(state.mode)
    ? Math.max(0, state.picker.index - layout.body + 2)
    : state.scroll;
  return (
    <ScrollText
      lines={lines}
      scroll={scroll}
      width={width}
      height={layout.body}
      ellipsis={look.glyphs.ellipsis}
    />
  );
}
