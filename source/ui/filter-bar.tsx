import {TASK_STATES} from '../task/store-image-task.js';
import {textWidth} from '../view/fit-text.js';
import type {Mode} from '../view/keymap.js';
import {type Glyphs, stateTone} from '../view/theme.js';
import type {RowQuery} from '../view/visible-rows.js';
import {Line, type Segment} from './line.js';

/** What hides or orders tasks, always in sight; the hint at the keys gives way first, then whatever hides nothing. */
export function FilterBar({
  query,
  mode,
  width,
  glyphs,
}: {
  readonly query: RowQuery;
  readonly mode: Mode;
  readonly width: number;
  readonly glyphs: Glyphs;
}) {
  const search = part('Search', mode === 'search' ? `${query.search}_` : query.search, '-');
  const bucket = part('Bucket', query.buckets.join(', '), 'all');
  const state = part('State', query.states.join(', '), 'All');
  const isUsual = query.order === 'start' && !query.isReversed;
  const order = part(
    'Order',
    isUsual ? '' : `${query.order}${query.isReversed ? ' reversed' : ''}`,
    'start',
  );
  const rest = [state, bucket, search, order];
  const active = rest.filter(segment => segment.tone === 'strong');
  const typing = mode === 'search' ? [search] : [];
  const byNeed = [...new Set([...typing, ...active, ...rest])];
  const forms = [
    spaced([state, HINT, bucket, search, order], 3),
    ...(isUsual ? [spaced([state, HINT, bucket, search], 2)] : []),
    spaced(rest, 2),
    spaced(byNeed, 1),
  ];
  return <Line width={width} ellipsis={glyphs.ellipsis} segments={firstThatFits(forms, width)} />;
}

const HINT: Segment = {text: '[1]All [2]InProgress [3]Completed [4]Failed', tone: 'dim'};

function part(label: string, value: string, none: string): Segment {
  return {text: `${label} ${value || none}`, tone: value ? 'strong' : 'plain'};
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

function spaced(segments: readonly Segment[], gap: number): readonly Segment[] {
  return segments.flatMap((segment, index) =>
    index === 0 ? [segment] : [{text: ' '.repeat(gap)}, segment],
  );
}

/** The last form is cut where none fits. */
function firstThatFits(forms: readonly (readonly Segment[])[], width: number): readonly Segment[] {
  const fits = (form: readonly Segment[]) =>
    form.reduce((sum, {text}) => sum + textWidth(text), 0) <= width;
  return forms.find(fits) ?? forms.at(-1) ?? [];
}
