import {detailLines} from './detail-lines.js';
import {eventLines, type Problem} from './event-lines.js';
import {helpLines} from './help-lines.js';
import type {LiveView} from './live-view.js';
import {pickerChoices, pickerLines} from './picker-lines.js';
import {BLANK_LINE, plainLine, type TextLine} from './text-lines.js';
import type {Look} from './theme.js';
import {type Trouble, troubleLines} from './trouble-lines.js';

export type OverlayContext = {
  readonly view: LiveView;
  readonly now: number;
  readonly width: number;
  readonly look: Look;
  readonly version: string;
  readonly problems: readonly Problem[];

  /** What doesn't work now. */
  readonly troubles: readonly Trouble[];
};

/** All lines of what lies over the table: a list to choose from, the detail, the log, what is wrong, the help. */
export function overlayLines(context: OverlayContext): readonly TextLine[] {
  const {view, width, look, now, version, problems, troubles} = context;
  const {snapshot, rows, state, cursor} = view;
  const {sources} = snapshot;
  switch (state.mode) {
    case 'buckets':
    case 'regions':
    case 'profiles': {
      const counts = rows.counts[state.mode];
      const choices = pickerChoices(state.mode, counts, state.query[state.mode]);
      return choices.length === 0
        ? [plainLine('nothing to choose from yet')]
        : pickerLines(state.mode, choices, counts, state.picker);
    }

    case 'detail': {
      const [task] = rows.slice(cursor.index, cursor.index + 1);
      const others = task
        ? snapshot.tasks.chunks.flatMap(chunk =>
            chunk.filter(other => other !== task && other.task.amiId === task.task.amiId),
          )
        : [];
      return task
        ? detailLines(task, others, {now, width, look, sources})
        : [plainLine('this task is gone')];
    }

    case 'events': {
      const lines = eventLines(snapshot, problems, {now, look, sources, hasSubject: true});
      return lines.length > 0 ? lines : [plainLine('nothing has changed since the start')];
    }

    case 'troubles':
      return troubleLines(snapshot, troubles, {now, look, width});

    default:
      return [
        ...findLines(state),
        ...helpLines({glyphs: look.glyphs, version, sources, search: state.helpSearch}),
      ];
  }
}

function findLines({mode, helpSearch}: LiveView['state']): readonly TextLine[] {
  return mode === 'helpSearch' || helpSearch !== ''
    ? [plainLine(`Find ${helpSearch}${mode === 'helpSearch' ? '_' : ''}`, 'strong'), BLANK_LINE]
    : [];
}
