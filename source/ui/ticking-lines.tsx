import {useLayoutEffect, useRef} from 'react';
import type {Clock} from '../poll/clock.js';
import {fitSegments} from '../view/fit-segments.js';
import type {TextLine} from '../view/text-lines.js';
import {Line} from './line.js';
import {linePatch} from './line-patch.js';

export type MakeOverlay = (when: 'behind a frame' | 'between frames') => string;

/** What is written over the frame: a second that only changes an age must not draw all of it anew. */
export type Overlay = {
  /** What follows every frame from now on, and is written between two of them, made at that moment; empty where nothing has to be corrected. */
  readonly set: (make: MakeOverlay) => void;

  /** Takes it away, unless it has been replaced. */
  readonly unset: (make: MakeOverlay | undefined) => void;

  /** Writes it now, between two frames. */
  readonly paint: () => void;
};

type Props = {
  readonly overlay: Overlay;
  readonly clock: Clock;

  /** The lines as Ink draws them: best such that stay the same while only the time changes, so that Ink has nothing to draw. */
  readonly drawn: readonly TextLine[];

  /** The same lines as they should read at this moment. */
  readonly current: () => readonly TextLine[];
  readonly width: number;
  readonly ellipsis: string;
};

const TICK_MS = 1000;

/** Ink holds a frame back for up to 34 ms, and once more for as long before it writes it. Until it is there, a new head over old rows would claim too much. */
const FRAME_MS = 100;

/**
The first lines of the screen, kept true between frames. Ink lays out and redraws the whole screen for one changed character, which cost 1 % of a core; this costs a few bytes.
Ink doesn't know what was written over its lines, and leaves a line alone that it believes unchanged. So the correction goes out with every frame, too.
*/
export function TickingLines({overlay, clock, drawn, current, width, ellipsis}: Props) {
  const fitted = (lines: readonly TextLine[]) =>
    lines.map(line => fitSegments(line, width, ellipsis));
  const shown = useRef<readonly TextLine[]>([]);
  const drawnLines = fitted(drawn);
  const make: MakeOverlay = when => {
    const wanted = fitted(current()).slice(0, drawnLines.length);
    const patches = wanted.map((line, index) => {
      const there = drawnLines[index] ?? [];
      const last = shown.current[index] ?? there;
      // Behind a frame nobody knows whether Ink has drawn its line again.
      return linePatch(index + 1, line, when === 'behind a frame' ? [there, last] : [last], width);
    });
    shown.current = wanted;
    return patches.join('');
  };

  const last = useRef<MakeOverlay>(undefined);
  last.current = make;
  // While rendering, because the frame of this very render already needs it.
  overlay.set(make);

  useLayoutEffect(() => {
    let cancel = clock.schedule(function again() {
      overlay.paint();
      cancel = clock.schedule(again, TICK_MS);
    }, FRAME_MS);
    return () => cancel();
  });
  useLayoutEffect(() => () => overlay.unset(last.current), [overlay]);
  return drawnLines.map((segments, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a line of the screen is its place
    <Line key={index} width={width} ellipsis={ellipsis} segments={segments} />
  ));
}
