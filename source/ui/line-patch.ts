import chalk, {type ChalkInstance} from 'chalk';
import {textWidth} from '../view/fit-text.js';
import type {Segment, TextLine} from '../view/text-lines.js';
import {TONE_STYLE} from '../view/theme.js';

const SAVE_CURSOR = '\u{1B}7';
const RESTORE_CURSOR = '\u{1B}8';

/**
Makes a line of the screen read differently without drawing a frame: goes there, writes the end of the line from the first difference on, and comes back.
@param row From 1.
@param wanted The line as it shall read.
@param possible What the line may read now; only what all of them share with `wanted`, in the same tone, is left alone.
@param width Columns that the screen has: a text from before it shrank may be longer.
@returns Empty when nothing differs.
*/
export function linePatch(
  row: number,
  wanted: TextLine,
  possible: readonly TextLine[],
  width: number,
): string {
  const text = plainText(wanted);
  const units = unitsOf(wanted);
  const there = possible.map(unitsOf);
  const from = Math.min(...there.map(line => firstDifference(line, units)));
  if (there.every(line => line.length === from) && units.length === from) {
    return '';
  }

  let at = 0;
  let rest = '';
  for (const segment of wanted) {
    const part = segment.text.slice(Math.max(0, from - at));
    at += segment.text.length;
    rest += part && styled({...segment, text: part});
  }

  // What a longer line leaves behind is blanked: erasing to the end of the line would take the last column of one that fills it.
  const longest = Math.min(width, Math.max(...possible.map(line => textWidth(plainText(line)))));
  rest += ' '.repeat(Math.max(0, longest - textWidth(text)));
  const column = textWidth(text.slice(0, from)) + 1;
  return `${SAVE_CURSOR}\u{1B}[${row};${column}H${rest}${RESTORE_CURSOR}`;
}

function plainText(segments: TextLine): string {
  return segments.map(({text}) => text).join('');
}

/** Each character with its tone: the same text in another tone is another text. */
function unitsOf(line: TextLine): readonly string[] {
  return line.flatMap(({text, tone = 'plain'}) => text.split('').map(unit => unit + tone));
}

function firstDifference(before: readonly string[], after: readonly string[]): number {
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
