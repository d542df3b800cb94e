import {footerText} from '../view/panels/footer-text.js';
import type {Screen} from '../view/state/screen.js';
import {justify} from '../view/text/fit-segments.js';
import {textWidth} from '../view/text/fit-text.js';
import {Line} from './line.js';

/** Where one is, or what the last key had to say, and the keys that lead on from there. */
export function Footer({position, screen}: {readonly position: string; readonly screen: Screen}) {
  const {width} = screen;
  const {ellipsis} = screen.display.glyphs;
  const room = position ? width - textWidth(position) - 2 : width;
  const keys = footerText(screen, Math.max(0, room));
  return (
    <Line
      width={width}
      ellipsis={ellipsis}
      segments={
        position && keys
          ? justify([{text: position}], {text: keys, tone: 'dim'}, width, ellipsis)
          : [{text: position}, {text: keys, tone: 'dim'}]
      }
    />
  );
}
