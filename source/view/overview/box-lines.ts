import {cut, fit, replaceUnsureWidths, textWidth} from '../text/fit-text.js';
import {nameCutter} from '../text/name-cutter.js';
import {plainLine, type TextLine} from '../text/text-lines.js';
import {boxTable, MARK_WIDTH} from './box-tables.js';
import type {Box} from './overview-boxes.js';
import type {Overview, OverviewParts} from './overview-of.js';

/**
A box with its heading, in so many columns and at most so many lines: the part of it with the row that the cursor is on, or was last.
@param more Boxes for which there is no room.
*/
export function boxLines(
  box: Box,
  overview: Overview,
  parts: OverviewParts,
  size: {readonly width: number; readonly height: number},
  more = 0,
): readonly TextLine[] {
  const {width, height} = size;
  const {title, heads, lines, none, tone, hasNames} = boxTable(box.name, overview, parts, width);
  const isFocused = overview.focus.box === box;
  const key = isFocused ? overview.focus.row?.key : parts.state.overview.at[box.name];
  const at = Math.max(
    0,
    box.rows.findIndex(row => row.key === key),
  );
  const room = Math.max(1, height - 1);
  const first = at - (at % room);
  const last = Math.min(lines.length, first + room);
  const name = Math.max(1, width - textWidth(heads));
  const isCut = lines.length > room;
  const where = (of: string) => (isCut ? ` ${first + 1}-${last}${of}${lines.length}` : '');
  const boxes = `+${more} ${more === 1 ? 'box' : 'boxes'}`;
  const headings = [
    `${title}${where(' of ')}${more > 0 ? ` (${boxes})` : ''}`,
    `${title}${where('/')}${more > 0 ? ` (${boxes})` : ''}`,
    `${title}${where('/')}${more > 0 ? ` +${more}` : ''}`,
  ];
  const heading = headings.find(text => textWidth(text) <= name) ?? headings[2] ?? '';
  const {ellipsis} = parts.display.glyphs;
  const left = Math.max(1, name - MARK_WIDTH);
  const cutName = nameCutter({place: lines.map(line => replaceUnsureWidths(line.name))}, ellipsis);
  const top: TextLine = [{text: fit(heading, name, ellipsis) + heads, tone: 'heading'}];
  return [
    // In a single line a row says more.
    ...(height > 1 || lines.length === 0 ? [top] : []),
    ...(lines.length === 0 ? [plainLine(cut(`  ${none}`, width, ellipsis), 'dim')] : []),
    ...lines.slice(first, last).map((line, index): TextLine => {
      const isSelected = isFocused && first + index === at;
      const shown = replaceUnsureWidths(line.name);
      const text =
        fit(hasNames ? cutName('place', shown, left) : shown, left, ellipsis) + line.figures;
      return [
        isSelected ? {text: `> ${text}`, tone, isFound: true} : {text: `  ${text.trimEnd()}`, tone},
      ];
    }),
  ];
}
