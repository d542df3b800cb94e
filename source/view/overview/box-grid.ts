import {fitSegments} from '../text/fit-segments.js';
import {textWidth} from '../text/fit-text.js';
import {BLANK_LINE, type TextLine} from '../text/text-lines.js';
import {boxLines} from './box-lines.js';
import type {Box} from './overview-boxes.js';
import type {Overview, OverviewParts} from './overview-of.js';

/** Lines of a box with its heading, at least. */
export const MIN_BOX = 3;

/** Columns between blocks that are side by side. */
export const GAP = 2;

/** The boxes in rows and columns, as many as there is room for, that with the cursor among them. */
export function gridLines(
  overview: Overview,
  parts: OverviewParts,
  boxes: readonly Box[],
  {width: all, height: room}: {readonly width: number; readonly height: number},
): readonly TextLine[] {
  const columns = Math.min(overview.plan.columns, boxes.length);
  const wanted = Math.ceil(boxes.length / columns);
  const rows = Math.max(1, Math.min(wanted, Math.floor((room + 1) / (MIN_BOX + 1))));
  const capacity = rows * columns;
  const focused = boxes.indexOf(overview.focus.box);
  const from = Math.max(0, Math.min(focused - capacity + 1, boxes.length - capacity));
  const shown = boxes.slice(from, from + capacity);
  const height = Math.floor((room + 1) / rows) - 1;
  const lines: TextLine[] = [];
  for (let row = 0; row < rows; row++) {
    const inRow = shown.slice(row * columns, (row + 1) * columns);
    const widths = widthsOf(inRow, all, columns);
    let block: readonly TextLine[] = [];
    let used = -GAP;
    for (const [index, box] of inRow.entries()) {
      const width = widths[index] ?? 0;
      const isLast = row * columns + index === shown.length - 1;
      const more = isLast ? boxes.length - shown.length : 0;
      const own = boxLines(box, overview, parts, {width, height}, more);
      block = index === 0 ? own : besideEachOther(block, own, used);
      used += GAP + width;
    }

    lines.push(...(row > 0 ? [BLANK_LINE] : []), ...block);
  }

  return lines;
}

/** Equal widths; but in two columns the figures of a place need more room than those of a reason. */
function widthsOf(boxes: readonly Box[], all: number, columns: number): readonly number[] {
  const room = all - GAP * (columns - 1);
  const isUneven = columns === 2 && boxes[0]?.name === 'reasons';
  const first = Math.floor(isUneven ? room * NARROW : room / columns);
  const other = isUneven ? room - first : first;
  return boxes.map((_, index) => Math.min(index === 0 ? first : other, MAX_BOX));
}

/** At 80 columns the names of buckets then have 14. */
const NARROW = 0.4;

const MAX_BOX = 76;

/** Two blocks as one; the left one is filled to its width. */
export function besideEachOther(
  left: readonly TextLine[],
  right: readonly TextLine[],
  leftWidth: number,
): readonly TextLine[] {
  return Array.from({length: Math.max(left.length, right.length)}, (_, index) => {
    const line = right[index];
    return line && line !== BLANK_LINE
      ? [...padded(left[index] ?? [], leftWidth + GAP), ...line]
      : (left[index] ?? BLANK_LINE);
  });
}

function padded(line: TextLine, width: number): TextLine {
  const fitted = line.length === 0 ? [] : fitSegments(line, width, '');
  const used = fitted.reduce((sum, {text}) => sum + textWidth(text), 0);
  return [...fitted, {text: ' '.repeat(Math.max(0, width - used))}];
}
