import type {Mode} from '../app/keymap.js';
import {stateTone, type Glyphs} from '../app/theme.js';
import type {RowQuery} from '../app/visible-rows.js';
import {TASK_STATES} from '../task/store-image-task.js';
import {Line, type Segment} from './line.js';

/** What hides or orders tasks, always in sight. */
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
  const search: Segment =
    mode === 'search'
      ? {text: `Search ${query.search}_`, tone: 'strong'}
      : {text: `Search ${query.search || '-'}`, tone: query.search ? 'strong' : 'plain'};
  const order = `Order ${query.order}${query.isReversed ? ' reversed' : ''}`;
  const bucket: Segment = {
    text: `Bucket ${query.buckets.join(', ') || 'all'}`,
    tone: query.buckets.length > 0 ? 'strong' : 'plain',
  };
  const state: Segment = {
    text: `State ${query.states.join(', ') || 'All'}`,
    tone: query.states.length > 0 ? 'strong' : 'plain',
  };
  const hint = '[1]All [2]InProgress [3]Completed [4]Failed';
  const all: readonly Segment[] =
    mode === 'search' || width < 110
      ? orderByNeed(query, mode, {search, state, bucket, order: {text: order}})
      : [state, {text: hint, tone: 'dim'}, bucket, search, {text: order}];
  return <Line width={width} ellipsis={glyphs.ellipsis} segments={spaced(all)} />;
}

/** On a narrow screen whatever hides tasks comes first, so that it isn't what is cut. */
function orderByNeed(
  query: RowQuery,
  mode: Mode,
  parts: Readonly<Record<'search' | 'state' | 'bucket' | 'order', Segment>>,
): readonly Segment[] {
  const active: ReadonlyArray<readonly [Segment, boolean]> = [
    [parts.search, mode === 'search'],
    [parts.state, query.states.length > 0],
    [parts.bucket, query.buckets.length > 0],
    [parts.search, mode !== 'search' && query.search !== ''],
  ];
  const first = active.filter(([, isActive]) => isActive).map(([segment]) => segment);
  const rest = [parts.state, parts.bucket, parts.search, parts.order];
  return [...first, ...rest.filter(segment => !first.includes(segment))];
}

/** Tasks per state with every other filter applied, and how many are loaded. */
export function CountsLine({
  counts,
  coverage,
  width,
  glyphs,
}: {
  readonly counts: ReadonlyMap<string, number>;
  readonly coverage: string;
  readonly width: number;
  readonly glyphs: Glyphs;
}) {
  const states = [
    ...TASK_STATES,
    ...[...counts.keys()].filter(state => !(TASK_STATES as readonly string[]).includes(state)),
  ];
  return (
    <Line
      width={width}
      ellipsis={glyphs.ellipsis}
      segments={spaced([
        ...states.map(state => ({
          text: `${state || '?'} ${counts.get(state) ?? 0}`,
          tone: stateTone(state),
        })),
        {text: coverage},
      ])}
    />
  );
}

function spaced(segments: readonly Segment[]): readonly Segment[] {
  return segments.flatMap((segment, index) => (index === 0 ? [segment] : [{text: '   '}, segment]));
}
