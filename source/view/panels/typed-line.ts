import {cut, cutStart, textWidth} from '../text/fit-text.js';
import type {TextLine} from '../text/text-lines.js';

/**
`Search text_`: what is being typed, and where typing goes on: at the `_`, or on the character that is inverse. That place is always in sight; what is before it gives way first.
@param caret Characters of the text behind that place.
@param room Columns of the text.
*/
export function typedLine(
  label: string,
  text: string,
  caret: number,
  room: number,
  ellipsis: string,
): TextLine {
  const characters = Array.from(text);
  const at = characters.length - caret;
  const [on = '', ...behind] = characters.slice(at);
  const before = characters.slice(0, at).join('');
  if (on === '') {
    return [{text: `${label} ${cutStart(before, room, ellipsis)}_`, tone: 'strong'}];
  }

  const onCaret = textWidth(on);
  const left = room - onCaret;
  const share = Math.max(Math.floor(left / 2), left - textWidth(before));
  const after = cut(behind.join(''), share, ellipsis);
  const start = cutStart(before, room - onCaret - textWidth(after), ellipsis);
  return [
    {text: `${label} ${start}`, tone: 'strong'},
    {text: on, tone: 'strong', isFound: true},
    {text: after, tone: 'strong'},
  ];
}
