import {useEffect, useState} from 'react';
import type {Clock} from '../poll/clock.js';

/**
The time, kept fresh: renders the component that uses it again every so often.
@param everyMs How often; `undefined` stops it.
*/
export function useNow(clock: Clock, everyMs: number | undefined): number {
  const [, setTick] = useState(0);
  useEffect(() => {
    if (everyMs === undefined) {
      return;
    }

    let cancel = clock.schedule(function tick() {
      setTick(count => count + 1);
      cancel = clock.schedule(tick, everyMs);
    }, everyMs);
    return () => cancel();
  }, [clock, everyMs]);
  return clock.now();
}
