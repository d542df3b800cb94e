import {Text} from 'ink';
import {memo} from 'react';
import {fitSegments} from '../view/fit-segments.js';
import type {TextLine} from '../view/text-lines.js';
import {TONE_STYLE} from '../view/theme.js';

type Props = {
  readonly segments: TextLine;
  readonly width: number;
  readonly ellipsis: string;
};

/** One line that never wraps: what doesn't fit is cut from the right. */
export const Line = memo(function Line({segments, width, ellipsis}: Props) {
  return (
    <Text wrap="truncate">
      {fitSegments(segments, width, ellipsis).map(({text, tone}, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the segments of a line have no other identity
        <Text key={index} {...TONE_STYLE[tone ?? 'plain']}>
          {text}
        </Text>
      ))}
    </Text>
  );
}, isSameLine);

function isSameLine(before: Props, after: Props): boolean {
  return (
    before.width === after.width &&
    before.ellipsis === after.ellipsis &&
    before.segments.length === after.segments.length &&
    before.segments.every(
      ({text, tone}, index) =>
        text === after.segments[index]?.text && tone === after.segments[index]?.tone,
    )
  );
}
