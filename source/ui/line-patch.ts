import chalk, {type ChalkInstance} from 'chalk';
import {textWidth} from '../view/fit-text.js';
import {TONE_STYLE} from '../view/theme.js';
import type {Segment} from './line.js';

const SAVE_CURSOR = '\u{1B}7';
const RESTORE_CURSOR = '\u{1B}8';

/**
Makes a line of the screen read differently without drawing a frame: goes there, writes the end of the line from the first difference on, and comes back.
@param row From 1.
@param wanted The line as it shall read.
@param possible What the line may read now; only what all of them share with `wanted` is left alone.
@returns Empty when nothing differs.
*/
export function linePatch(
  row: number,
  wanted: readonly Segment[],
  possible: readonly string[],
): string {
  const text = plainText(wanted);
  const from = Math.min(...possible.map(line => firstDifference(line, text)));
  if (from >= text.length) {
    return '';
  }

  let at = 0;
  let rest = '';
  for (const segment of wanted) {
    const part = segment.text.slice(Math.max(0, from - at));
    at += segment.text.length;
    rest += part && styled({...segment, text: part});
  }

  const column = textWidth(text.slice(0, from)) + 1;
  return `${SAVE_CURSOR}\u{1B}[${row};${column}H${rest}${RESTORE_CURSOR}`;
}

export function plainText(segments: readonly Segment[]): string {
  return segments.map(({text}) => text).join('');
}

function firstDifference(before: string, after: string): number {
  let index = 0;
  while (index < after.length && before[index] === after[index]) {
    index++;
  }

  return index;
}

/** As Ink draws it. */
function styled({text, tone = 'plain'}: Segment): string {
  const style: {color?: 'cyan' | 'green' | 'red' | 'magenta'; bold?: boolean; dimColor?: boolean} =
    TONE_STYLE[tone];
  let paint: ChalkInstance = chalk;
  paint = style.color ? paint[style.color] : paint;
  paint = style.bold ? paint.bold : paint;
  paint = style.dimColor ? paint.dim : paint;
  return paint(text);
}
