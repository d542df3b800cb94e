import type {Clock} from '../../../source/poll/clock.js';
import type {StoreSnapshot, TaskStore} from '../../../source/poll/snapshot.js';

/** What a screen sees of a store and a clock that run too fast for it. */
export type Gate = {
  readonly store: TaskStore;
  readonly clock: Clock;

  /** Lets the screen see what the store holds now, and its timers that are due go off. */
  readonly open: () => void;

  /** Timers and listeners of the screen. */
  readonly timers: () => number;
  readonly listeners: () => number;
};

/** Stands between a store on a simulated clock and a screen: a frame for each of a million polls would take a day. */
export function gateStore(store: TaskStore, clock: Clock): Gate {
  const listeners = new Set<() => void>();
  const timers = new Set<{readonly at: number; readonly callback: () => void}>();
  let seen: StoreSnapshot = store.getSnapshot();
  return {
    store: {
      ...store,
      subscribe(listener) {
        const own = () => listener();
        listeners.add(own);
        return () => listeners.delete(own);
      },
      getSnapshot: () => seen,
    },
    clock: {
      now: clock.now,
      monotonic: clock.monotonic,
      schedule(callback, ms) {
        const timer = {at: clock.now() + ms, callback};
        timers.add(timer);
        return () => timers.delete(timer);
      },
    },
    open() {
      seen = store.getSnapshot();
      for (const listener of [...listeners]) {
        listener();
      }

      for (const timer of [...timers].filter(({at}) => at <= clock.now())) {
        timers.delete(timer);
        timer.callback();
      }
    },
    timers: () => timers.size,
    listeners: () => listeners.size,
  };
}
