import {useEffect, useRef, useState} from 'react';
import type {Clock} from '../poll/clock.js';

/**
The time, read anew every so often and whenever `occasion` is another, and the same in between: what depends on it needn't be drawn again.
@param everyMs How often the component that uses it is rendered again.
@param timedText What it would draw at a time, as far as the time decides it: while that is the same text, it isn't rendered. `undefined`: nobody knows. @default always `undefined`
*/
export function useNow(
  clock: Clock,
  everyMs: number,
  occasion?: unknown,
  timedText: (now: number) => string | undefined = () => undefined,
): number {
  const [tick, setTick] = useState(0);
  const last = useRef({tick: -1, occasion, now: 0});
  const textAt = useRef(timedText);
  textAt.current = timedText;
  useEffect(() => {
    let cancel = clock.schedule(function again() {
      const text = textAt.current(clock.now());
      if (text === undefined || text !== textAt.current(last.current.now)) {
        setTick(count => count + 1);
      }

      cancel = clock.schedule(again, everyMs);
    }, everyMs);
    return () => cancel();
  }, [clock, everyMs]);
  if (last.current.tick !== tick || last.current.occasion !== occasion) {
    last.current = {tick, occasion, now: clock.now()};
  }

  return last.current.now;
}
