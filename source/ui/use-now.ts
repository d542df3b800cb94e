import {useEffect, useRef, useState} from 'react';
import type {Clock} from '../poll/clock.js';

/**
The time, read anew every so often and whenever `occasion` is another, and the same in between: what depends on it needn't be drawn again.
@param everyMs How often the component that uses it is rendered again.
*/
export function useNow(clock: Clock, everyMs: number, occasion?: unknown): number {
  const [tick, setTick] = useState(0);
  const last = useRef({tick: -1, occasion, now: 0});
  useEffect(() => {
    let cancel = clock.schedule(function again() {
      setTick(count => count + 1);
      cancel = clock.schedule(again, everyMs);
    }, everyMs);
    return () => cancel();
  }, [clock, everyMs]);
  if (last.current.tick !== tick || last.current.occasion !== occasion) {
    last.current = {tick, occasion, now: clock.now()};
  }

  return last.current.now;
}
