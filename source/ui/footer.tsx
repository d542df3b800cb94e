import {footerText} from '../view/panels/footer-text.js';
import type {Mode} from '../view/state/mode.js';
import {justify} from '../view/text/fit-segments.js';
import type {Glyphs} from '../view/text/theme.js';
import {Line} from './line.js';

/** Where one is, and the keys that lead on from there. */
export function Footer({
  position,
  mode,
  width,
  glyphs,
}: {
  readonly position: string;
  readonly mode: Mode;
  readonly width: number;
  readonly glyphs: Glyphs;
}) {
  const room = position ? width - position.length - 2 : width;
  const keys = footerText(mode, Math.max(0, room), glyphs);
  return (
    <Line
      width={width}
      ellipsis={glyphs.ellipsis}
      segments={
        position && keys
          ? justify([{text: position}], {text: keys, tone: 'dim'}, width, glyphs.ellipsis)
          : [{text: position}, {text: keys, tone: 'dim'}]
      }
    />
  );
}
