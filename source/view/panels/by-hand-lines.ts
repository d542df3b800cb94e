import {wrap} from '../text/fit-text.js';
import {BLANK_LINE, plainLine, type TextLine} from '../text/text-lines.js';

/** Where a line of a command goes on, for a shell. */
const GOES_ON = ' \\';

/** A text that no sequence and no program could copy, as whole lines that a mouse can take. A command without quotes that is broken at its spaces is one for a shell all the same. */
export function byHandLines(text: string, width: number): readonly TextLine[] {
  const lines = wrap(text, width - GOES_ON.length);
  // Within quotes a backslash would be one of the text.
  const isCommand = lines.join(' ') === text && !/["']/.test(text);
  return [
    ...wrap("This terminal can't be given a text to copy. Take it from here:", width).map(line =>
      plainLine(line, 'dim'),
    ),
    BLANK_LINE,
    ...lines.map((line, index) =>
      plainLine(isCommand && index < lines.length - 1 ? line + GOES_ON : line),
    ),
  ];
}
