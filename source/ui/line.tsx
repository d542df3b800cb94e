import {Text} from 'ink';
import {memo} from 'react';
import {cut, fit, sureWidth, textWidth} from '../view/fit-text.js';
import {TONE_STYLE, type Tone} from '../view/theme.js';

export type Segment = {readonly text: string; readonly tone?: Tone};

type Props = {
  readonly segments: readonly Segment[];
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

/** Cuts the segments so that they take at most `width` columns together. */
export function fitSegments(
  segments: readonly Segment[],
  width: number,
  ellipsis: string,
): readonly Segment[] {
  const fitted: Segment[] = [];
  let left = width;
  for (const segment of segments) {
    if (left <= 0) {
      break;
    }

    const sure = sureWidth(segment.text);
    const text = cut(sure, left, ellipsis);
    left -= textWidth(text);
    fitted.push({...segment, text});
    if (text !== sure) {
      break;
    }
  }

  // An empty line must still take its row.
  return fitted.some(({text}) => text) ? fitted : [{text: ' '}];
}

/** Puts `right` at the right edge; where both don't fit, the left one gives way. */
export function justify(
  left: readonly Segment[],
  right: Segment,
  width: number,
  ellipsis: string,
): readonly Segment[] {
  const rightText = cut(right.text, width, ellipsis);
  const room = width - textWidth(rightText) - 1;
  const leftText = fitSegments(left, Math.max(0, room), ellipsis);
  const used = leftText.reduce((sum, {text}) => sum + textWidth(text), 0);
  return room < 1
    ? [{...right, text: rightText}]
    : [...leftText, {text: fit('', room + 1 - used)}, {...right, text: rightText}];
}

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
