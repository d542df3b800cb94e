import {useMemo} from 'react';
import type {Clock} from '../poll/clock.js';
import {placeColumns} from '../view/columns.js';
import {detailLines} from '../view/detail-lines.js';
import {eventLines, type Problem} from '../view/event-lines.js';
import {helpLines} from '../view/help-lines.js';
import type {Layout} from '../view/layout.js';
import type {LiveView} from '../view/live-view.js';
import {pageOf} from '../view/paging.js';
import {isPicker, pickerChoices, pickerLines} from '../view/picker-lines.js';
import {emptyText} from '../view/status-text.js';
import {BLANK_LINE, plainLine, type TextLine} from '../view/text-lines.js';
import type {Look} from '../view/theme.js';
import {hasFilter} from '../view/view-state.js';
import {Line} from './line.js';
import {ScrollText} from './scroll-text.js';
import {SingleAmi} from './single-ami.js';
import {TaskTable} from './task-table.js';

type Props = {
  readonly view: LiveView;
  readonly now: number;
  readonly clock: Clock;
  readonly width: number;
  readonly layout: Layout;
  readonly look: Look;
  readonly only: readonly string[] | undefined;
  readonly version: string;
  readonly problems: readonly Problem[];
};

/** What is between head and footer: the table, the screen of one AMI, or an overlay. */
export function LiveBody(props: Props) {
  const {view, layout, width, look, clock} = props;
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
          clock={clock}
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

function Empty({view, width, look}: Props) {
  const {snapshot, state} = view;
  return (
    <Line
      width={width}
      ellipsis={look.glyphs.ellipsis}
      segments={[{text: `  ${emptyText(snapshot, hasFilter(state.query))}`}]}
    />
  );
}

function Page({view, width, layout, look, only, now}: Props) {
  const {snapshot, rows, cursor} = view;
  const {sources} = snapshot;
  const {pageSize} = layout;
  const {glyphs, isUtc, isAbsoluteTime} = look;
  const hasManySources = sources.length > 1;
  const first = pageOf(cursor.index, layout) * pageSize;
  const shown = useMemo(() => rows.slice(first, first + pageSize), [rows, first, pageSize]);
  const columns = useMemo(
    () => placeColumns({width, hasManySources, isAbsoluteTime, only}),
    [width, hasManySources, isAbsoluteTime, only],
  );
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
}: Props & {readonly lines: readonly TextLine[]}) {
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

function overlayLines({view, width, look, now, version, problems}: Props): readonly TextLine[] {
  const {snapshot, rows, state, cursor} = view;
  switch (state.mode) {
    case 'buckets':
    case 'regions':
    case 'profiles': {
      const counts = rows.counts[state.mode];
      const choices = pickerChoices(counts, state.query[state.mode]);
      return choices.length === 0
        ? [plainLine('nothing to choose from yet')]
        : pickerLines(choices, counts, state.picker);
    }

    case 'detail': {
      const [task] = rows.slice(cursor.index, cursor.index + 1);
      const others = task
        ? snapshot.tasks.chunks.flatMap(chunk =>
            chunk.filter(other => other !== task && other.task.amiId === task.task.amiId),
          )
        : [];
      return task
        ? detailLines(task, others, {now, width, look, sources: snapshot.sources})
        : [plainLine('this task is gone')];
    }

    case 'events': {
      const lines = eventLines(snapshot.events, problems, {
        now,
        look,
        sources: snapshot.sources,
        hasSubject: true,
      });
      return lines.length > 0 ? lines : [plainLine('nothing has changed since the start')];
    }

    default:
      return [
        ...findLines(state),
        ...helpLines({
          glyphs: look.glyphs,
          version,
          sources: snapshot.sources,
          search: state.helpSearch,
        }),
      ];
  }
}

function findLines({mode, helpSearch}: Props['view']['state']): readonly TextLine[] {
  return mode === 'helpSearch' || helpSearch !== ''
    ? [plainLine(`Find ${helpSearch}${mode === 'helpSearch' ? '_' : ''}`, 'strong'), BLANK_LINE]
    : [];
}
