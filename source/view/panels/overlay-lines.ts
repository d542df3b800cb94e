import {eventsLines} from '../events/events-lines.js';
import {overviewLines} from '../overview/overview-lines.js';
import {isWhole} from '../rows/whole.js';
import type {PickerMode} from '../state/mode.js';
import {selectedTask} from '../state/moves.js';
import {lacksNames} from '../state/picker.js';
import type {ScreenParts} from '../state/screen.js';
import type {ViewState} from '../state/view-state.js';
import {BLANK_LINE, plainLine, type TextLine} from '../text/text-lines.js';
import {byHandLines} from './by-hand-lines.js';
import {detailLines} from './detail-lines.js';
import {helpLines} from './help-lines.js';
import {pickerChoices, pickerLines} from './picker-lines.js';
import {singleLines} from './single-lines.js';
import {loadingText} from './status-text.js';
import {troubleLines} from './trouble-lines.js';
import {typedLine} from './typed-line.js';

export type OverlayContext = Omit<ScreenParts, 'layout'> & {
  /** Lines that are in sight at first. */
  readonly height: number;
};

/** All lines of a body that is text: the screen of one AMI, or what lies over the first screen (a list to choose from, the detail, the log, what is wrong, the help). */
export function overlayLines(context: OverlayContext): readonly TextLine[] {
  const {snapshot, rows, state, width, display, now, version, troubles} = context;
  const {sources} = snapshot;
  switch (state.mode) {
    case 'single':
      return singleLines(snapshot, rows.slice(0, rows.total), context);

    case 'buckets':
    case 'regions':
    case 'profiles':
      return openPickerLines(state.mode, context);

    case 'detail': {
      const task = selectedTask(context);
      const others = task
        ? snapshot.tasks.chunks.flatMap(chunk =>
            chunk.filter(other => other !== task && other.task.amiId === task.task.amiId),
          )
        : [];
      return task
        ? detailLines(task, others, {now, width, display, sources})
        : [plainLine('this task is gone')];
    }

    case 'events':
      return eventsLines(context);

    case 'overview':
      return overviewLines(context);

    case 'byHand':
      return byHandLines(state.byHand, width);

    case 'troubles':
      return troubleLines(snapshot, troubles, {now, display, width});

    default:
      return [
        ...findLines(state, width, display.glyphs.ellipsis),
        ...helpLines({glyphs: display.glyphs, version, sources, search: state.helpSearch, width}),
      ];
  }
}

function findLines(
  {mode, helpSearch, caret}: ViewState,
  width: number,
  ellipsis: string,
): readonly TextLine[] {
  if (mode === 'helpSearch') {
    return [typedLine('Find', helpSearch, caret, width - 'Find _'.length, ellipsis), BLANK_LINE];
  }

  return helpSearch === '' ? [] : [plainLine(`Find ${helpSearch}`, 'strong'), BLANK_LINE];
}

function openPickerLines(mode: PickerMode, context: OverlayContext): readonly TextLine[] {
  const {snapshot, rows, state, width, height, display, now} = context;
  const {query, picker, caret, isUtc} = state;
  const {coverage, sources} = snapshot;
  const {states, since} = query;
  const counts = rows.counts[mode];
  const scope = {states, buckets: picker.isWide ? [] : query.buckets};
  const wanted = (choice: string) => (mode === 'buckets' ? [choice] : query.buckets);
  return pickerLines({
    mode,
    choices: pickerChoices(mode, {counts, sources}, query[mode], picker.search),
    counts,
    picker,
    caret,
    hasAllNames: !lacksNames(context),
    isWhole: choice => isWhole(coverage, scope, {states, buckets: wanted(choice)}),
    loading: coverage.isLoading ? loadingText(coverage, {now, isUtc, since}) : '',
    width,
    height: height > 0 ? height : Number.POSITIVE_INFINITY,
    glyphs: display.glyphs,
  });
}
