import {lineWidth, type Segment, type TextLine} from './text-lines.js';
import {TONE_STYLE, type ToneStyle} from './theme.js';

/** A rendition by the numbers of SGR (ECMA-48) that begin and end it. */
type Rendition = {readonly on: number; readonly off: number};

const BOLD: Rendition = {on: 1, off: 22};
const DIM: Rendition = {on: 2, off: 22};
const INVERSE: Rendition = {on: 7, off: 27};
const OWN_COLOR = 39;

/**
A line as the terminal takes it. A selected line is an inverse bar of `width` columns, without colours of its own, so that it reads as one; what was searched for is inverse, and in a bar it is not.
Chalk and Ink leave all of this out where there is no colour. NO_COLOR is about colour only: bold, dim and inverse stay.
Between two pieces only the difference is told, and of blanks nothing, as Ink tells it itself: it takes every text apart into styled characters and puts it together again, and does so twice in each frame where a text doesn't come out as it went in.
*/
export function paint(line: TextLine, width: number, hasColor: boolean): string {
  let painted = '';
  let active: readonly Rendition[] = [];
  const take = (text: string, wanted: readonly Rendition[]) => {
    const begun = wanted.filter(one => !active.some(isSame(one)));
    painted += endsOf(active, wanted) + begun.map(({on}) => sgr(on)).join('') + text;
    active = [...active.filter(one => wanted.some(isSame(one))), ...begun];
  };

  // Blanks look alike in all that isn't inverse; those at the end stay plain, to be cut away.
  let blanks = '';
  for (const segment of line[0]?.isSelected ? toEdge(line, width) : line) {
    const {text} = segment;
    const wanted = renditionsOf(segment, hasColor);
    if (text.trim() === '' && !wanted.includes(INVERSE)) {
      blanks += text;
    } else if (text !== '') {
      if (blanks !== '') {
        take(
          blanks,
          active.filter(one => one !== INVERSE),
        );
        blanks = '';
      }

      take(text, wanted);
    }
  }

  take(blanks, []);
  return painted;
}

/** What has to be told to end, the last begun first. A colour ends with the next one, bold doesn't end with dim. */
function endsOf(active: readonly Rendition[], wanted: readonly Rendition[]): string {
  return active
    .filter(one => !wanted.some(one.off === BOLD.off ? isSame(one) : ({off}) => off === one.off))
    .toReversed()
    .map(({off}) => sgr(off))
    .join('');
}

function toEdge(line: TextLine, width: number): TextLine {
  const rest = Math.max(0, width - lineWidth(line));
  return [...line, {text: ' '.repeat(rest), isSelected: true}];
}

function renditionsOf({tone = 'plain', isFound, isSelected}: Segment, hasColor: boolean) {
  if (isSelected) {
    return isFound ? [BOLD] : [BOLD, INVERSE];
  }

  const {color, isBold, isDim, isInverse}: ToneStyle = TONE_STYLE[tone];
  const renditions: Rendition[] = [];
  if (isBold || isDim) {
    renditions.push(isBold ? BOLD : DIM);
  }

  if (color !== undefined && hasColor) {
    renditions.push({on: color, off: OWN_COLOR});
  }

  if (isFound || isInverse) {
    renditions.push(INVERSE);
  }

  return renditions;
}

function isSame({on}: Rendition): (other: Rendition) => boolean {
  return other => other.on === on;
}

function sgr(code: number): string {
  return `\u{1B}[${code}m`;
}
