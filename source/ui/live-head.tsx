import {useEffect, useState} from 'react';
import type {Clock} from '../poll/clock.js';
import type {TextLine} from '../view/text/text-lines.js';
import {Line} from './line.js';

type Props = {
  readonly clock: Clock;

  /** The lines as they read at a time, ms since the epoch. */
  readonly linesAt: (now: number) => readonly TextLine[];

  /** When the rest of the screen was drawn. */
  readonly now: number;

  /** They tell for how long there was no answer. */
  readonly isLate: boolean;
  readonly width: number;
  readonly ellipsis: string;
};

const TICK_MS = 1000;

/** The first lines of the screen. They tell clock times, so that only while an answer is late do they change by themselves. */
export function LiveHead({clock, linesAt, now, isLate, width, ellipsis}: Props) {
  const [later, setLater] = useState(now);
  useEffect(() => {
    if (!isLate) {
      return;
    }

    let cancel = clock.schedule(function again() {
      setLater(clock.now());
      cancel = clock.schedule(again, TICK_MS);
    }, TICK_MS);
    return () => cancel();
  }, [clock, isLate]);
  return linesAt(isLate ? Math.max(now, later) : now).map((segments, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a line of the screen is its place
    <Line key={index} width={width} ellipsis={ellipsis} segments={segments} />
  ));
}
