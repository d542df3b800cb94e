import {cut, fit, replaceUnsureWidths, textWidth} from './fit-text.js';
import type {Segment, TextLine} from './text-lines.js';

/** Cuts the segments so that they take at most `width` columns together. What is cut ends in `ellipsis`, between two segments, too. @param ellipsis Empty for no mark. */
export function fitSegments(segments: TextLine, width: number, ellipsis: string): TextLine {
  const fitted: Segment[] = [];
  let left = width;
  for (const [index, segment] of segments.entries()) {
    if (left <= 0) {
      break;
    }

    const sure = replaceUnsureWidths(segment.text);
    const isFull = ellipsis !== '' && textWidth(sure) === left && isMore(segments, index + 1);
    const text = cut(isFull ? `${sure}${NEXT}` : sure, left, ellipsis);
    left -= textWidth(text);
    fitted.push({...segment, text});
    if (text !== sure) {
      break;
    }
  }

  // An empty line must still take its row.
  return fitted.some(({text}) => text) ? fitted : [{text: ' '}];
}

/** Stands for what is behind a segment that takes all the room there is. */
const NEXT = '.';

/** Something to be seen begins there, or behind. */
function isMore(segments: TextLine, from: number): boolean {
  return segments.some(({text}, index) => index >= from && text.trim() !== '');
}

/** Puts `right` at the right edge; where both don't fit, the left one gives way. */
export function justify(left: TextLine, right: Segment, width: number, ellipsis: string): TextLine {
  const rightText = cut(right.text, width, ellipsis);
  const room = width - textWidth(rightText) - 1;
  const leftText = fitSegments(left, Math.max(0, room), ellipsis);
  const used = leftText.reduce((sum, {text}) => sum + textWidth(text), 0);
  return room < 1
    ? [{...right, text: rightText}]
    : [...leftText, {text: fit('', room + 1 - used)}, {...right, text: rightText}];
}
