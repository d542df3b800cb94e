import {useLayoutEffect, useRef} from 'react';
import type {Clock} from '../poll/clock.js';
import type {Segment} from './line.js';
import {linePatch, plainText} from './line-patch.js';

/** What is written over the frame: a second that only changes an age must not draw all of it anew. */
export type Overlay = {
  /** What follows every frame from now on, and is written between two of them, made at that moment; empty where nothing has to be corrected. */
  readonly set: (make: ((when: 'behind a frame' | 'between frames') => string) | undefined) => void;

  /** Writes it now, between two frames. */
  readonly paint: () => void;
};

const TICK_MS = 1000;

/** Ink holds a frame back for up to 34 ms, and once more for as long before it writes it. Until it is there, a new head over old rows would claim too much. */
const FRAME_MS = 100;

/**
Keeps a line true between frames. Ink redraws the whole screen for one changed character, which cost 1 % of a core; this costs a few bytes.
Ink doesn't know what was written over its line, and leaves a line alone that it believes unchanged. So the correction goes out with every frame, too.
@param row Where the line is, from 1.
@param drawn The line as Ink draws it: best one that stays the same while only the age changes, so that Ink has nothing to draw.
@param current The line as it should read at this moment.
*/
export function useTickingLine(
  overlay: Overlay,
  clock: Clock,
  row: number,
  drawn: readonly Segment[],
  current: () => readonly Segment[],
): void {
  const shown = useRef(plainText(drawn));
  // While rendering, because the frame of this very render already needs it.
  overlay.set(when => {
    const wanted = current();
    // Behind a frame nobody knows whether Ink has drawn its line again.
    const possible =
      when === 'behind a frame' ? [plainText(drawn), shown.current] : [shown.current];
    const patch = linePatch(row, wanted, possible);
    shown.current = plainText(wanted);
    return patch;
  });

  useLayoutEffect(() => {
    let cancel = clock.schedule(function again() {
      overlay.paint();
      cancel = clock.schedule(again, TICK_MS);
    }, FRAME_MS);
    return () => cancel();
  });
  useLayoutEffect(() => () => overlay.set(undefined), [overlay]);
}
