import {fitSegments} from '../text/fit-segments.js';
import {lineWidth, type TextLine} from '../text/text-lines.js';
import type {Glyphs} from '../text/theme.js';

/** A rule across the screen with a text in it, and another at its right end: `-- text ---------------- e shows --`. */
export function ruleLine(
  left: TextLine,
  right: string,
  width: number,
  {rule, ellipsis}: Pick<Glyphs, 'rule' | 'ellipsis'>,
): TextLine {
  const end = right ? ` ${right} ${rule}${rule}` : '';
  const start: TextLine = [{text: `${rule}${rule} `, tone: 'dim'}, ...left, {text: ' '}];
  const least = 2;
  const hasEnd = lineWidth(start) + end.length + least <= width;
  const fitted = fitSegments(start, width, ellipsis);
  const room = width - lineWidth(fitted) - (hasEnd ? end.length : 0);
  return [...fitted, {text: rule.repeat(Math.max(0, room)) + (hasEnd ? end : ''), tone: 'dim'}];
}
