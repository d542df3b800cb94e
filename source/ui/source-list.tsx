import {Box} from 'ink';
import type {Clock} from '../poll/clock.js';
import type {StoreSnapshot} from '../poll/snapshot.js';
import {sourceLines} from '../view/source-lines.js';
import type {Glyphs} from '../view/theme.js';
import {Line} from './line.js';
import {useNow} from './use-now.js';

const TICK_MS = 1000;

/** A line for each source: one that fails hides none of the others. */
export function SourceList({
  snapshot,
  clock,
  width,
  glyphs,
}: {
  readonly snapshot: StoreSnapshot;
  readonly clock: Clock;
  readonly width: number;
  readonly glyphs: Glyphs;
}) {
  const now = useNow(clock, TICK_MS, snapshot);
  return (
    <Box flexDirection="column">
      {sourceLines(snapshot, now, width, glyphs).map((segments, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a source is its place
        <Line key={index} segments={segments} width={width} ellipsis={glyphs.ellipsis} />
      ))}
    </Box>
  );
}
