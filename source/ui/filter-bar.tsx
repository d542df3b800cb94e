import {TASK_STATES} from '../task/store-image-task.js';
import {type FilterLineNeeds, filterLine} from '../view/panels/filter-line.js';
import {textWidth} from '../view/text/fit-text.js';
import type {TextLine} from '../view/text/text-lines.js';
import {type Glyphs, stateTone} from '../view/text/theme.js';
import {Line} from './line.js';

/** What hides or orders tasks, always in sight. */
export function FilterBar(needs: FilterLineNeeds) {
  const {width, glyphs} = needs;
  return <Line width={width} ellipsis={glyphs.ellipsis} segments={filterLine(needs)} />;
}

/** Tasks per state with every other filter applied, and how many are loaded. Without counts nothing is known yet, which is not 0. */
export function CountsLine({
  counts,
  coverage,
  width,
  glyphs,
}: {
  readonly counts: ReadonlyMap<string, number> | undefined;
  readonly coverage: string;
  readonly width: number;
  readonly glyphs: Glyphs;
}) {
  const other = [...(counts?.keys() ?? [])].filter(
    state => !(TASK_STATES as readonly string[]).includes(state),
  );
  const states = [...TASK_STATES, ...other].map(state => ({
    text: `${state || '?'} ${counts?.get(state) ?? (counts ? 0 : '-')}`,
    tone: stateTone(state),
  }));
  const all = [...states, {text: coverage}];
  return (
    <Line
      width={width}
      ellipsis={glyphs.ellipsis}
      segments={firstThatFits([spaced(all, 3), spaced(all, 2), spaced(all, 1)], width)}
    />
  );
}

function spaced(segments: TextLine, gap: number): TextLine {
  return segments.flatMap((segment, index) =>
    index === 0 ? [segment] : [{text: ' '.repeat(gap)}, segment],
  );
}

/** The last form is cut where none fits. */
function firstThatFits(forms: readonly TextLine[], width: number): TextLine {
  const fits = (form: TextLine) => form.reduce((sum, {text}) => sum + textWidth(text), 0) <= width;
  return forms.find(fits) ?? forms.at(-1) ?? [];
}
