import {Text} from 'ink';
import {memo} from 'react';
import {fitSegments} from '../view/text/fit-segments.js';
import type {TextLine} from '../view/text/text-lines.js';
import {TONE_STYLE} from '../view/text/theme.js';

type Props = {
  readonly segments: TextLine;
  readonly width: number;
  readonly ellipsis: string;
};

/** One line that never wraps: what doesn't fit is cut from the right. */
export const Line = memo(function Line({segments, width, ellipsis}: Props) {
  return (
    <Text wrap="truncate">
      {fitSegments(segments, width, ellipsis).map(({text, tone, isFound}, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the segments of a line have no other identity
        <Text key={index} {...TONE_STYLE[tone ?? 'plain']}>
          {isFound ? INVERSE + text + INVERSE_END : text}
        </Text>
      ))}
    </Text>
  );
}, isSameLine);

/** Not by Ink's own `inverse`, which is gone where there is no colour. */
const INVERSE = '\u{1B}[7m';
const INVERSE_END = '\u{1B}[27m';

function isSameLine(before: Props, after: Props): boolean {
  return (
    before.width === after.width &&
    before.ellipsis === after.ellipsis &&
    before.segments.length === after.segments.length &&
    before.segments.every(
      ({text, tone, isFound}, index) =>
        text === after.segments[index]?.text &&
        tone === after.segments[index]?.tone &&
        isFound === after.segments[index]?.isFound,
    )
  );
}
