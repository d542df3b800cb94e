import chalk from 'chalk';
import {Text} from 'ink';
import {memo} from 'react';
import {fitSegments} from '../view/text/fit-segments.js';
import {paint} from '../view/text/paint.js';
import type {TextLine} from '../view/text/text-lines.js';

type Props = {
  readonly segments: TextLine;
  readonly width: number;
  readonly ellipsis: string;
};

/** One line that never wraps: what doesn't fit is cut from the right. */
export const Line = memo(function Line({segments, width, ellipsis}: Props) {
  return (
    <Text wrap="truncate">
      {paint(fitSegments(segments, width, ellipsis), width, chalk.level > 0)}
    </Text>
  );
}, isSameLine);

function isSameLine(before: Props, after: Props): boolean {
  return (
    before.width === after.width &&
    before.ellipsis === after.ellipsis &&
    before.segments.length === after.segments.length &&
    before.segments.every(
      ({text, tone, isFound, isSelected}, index) =>
        text === after.segments[index]?.text &&
        tone === after.segments[index]?.tone &&
        isFound === after.segments[index]?.isFound &&
        isSelected === after.segments[index]?.isSelected,
    )
  );
}
