import {Box} from 'ink';
import type {TextLine} from '../view/text/text-lines.js';
import {Line} from './line.js';

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
