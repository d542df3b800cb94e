import {lineWidth, type Segment, type TextLine} from './text-lines.js';
import {TONE_STYLE, type ToneStyle} from './theme.js';

const BOLD = sgr(1);
const DIM = sgr(2);
const NEITHER = sgr(22);
const INVERSE = sgr(7);
const NOT_INVERSE = sgr(27);
const OWN_COLOR = sgr(39);

/**
A line as the terminal takes it. A selected line is an inverse bar of `width` columns, without colours of its own, so that it reads as one; what was searched for is inverse, and in a bar it is not.
Chalk and Ink leave all of this out where there is no colour. NO_COLOR is about colour only: bold, dim and inverse stay.
*/
export function paint(line: TextLine, width: number, hasColor: boolean): string {
  if (!line[0]?.isSelected) {
    return line.map(segment => painted(segment, hasColor)).join('');
  }

  const texts = line.map(({text, isFound}) => (isFound ? NOT_INVERSE + text + INVERSE : text));
  return (
    BOLD +
    INVERSE +
    texts.join('') +
    ' '.repeat(Math.max(0, width - lineWidth(line))) +
    NOT_INVERSE +
    NEITHER
  );
}

function painted({text, tone = 'plain', isFound}: Segment, hasColor: boolean): string {
  const {color, isBold, isDim, isInverse}: ToneStyle = TONE_STYLE[tone];
  const found = isFound || isInverse ? INVERSE + text + NOT_INVERSE : text;
  const colored = color !== undefined && hasColor ? sgr(color) + found + OWN_COLOR : found;
  return isBold || isDim ? (isBold ? BOLD : DIM) + colored + NEITHER : colored;
}

function sgr(code: number): string {
  return `\u{1B}[${code}m`;
}
