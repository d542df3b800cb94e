import type {Clock} from '../../poll/clock.js';
import type {StoreSnapshot, TaskStore} from '../../poll/snapshot.js';

/** Longer timers overflow; waking up for nothing once a day costs nothing. */
const MAX_TIMER_MS = 24 * 60 * 60 * 1000;

/**
The same store, which also calls its listeners, with a new snapshot, when a moment has come: what ends with time alone would otherwise be noticed at the next poll only.
@param nextAt The moment, monotonic; `undefined` for none. Asked after each change; each moment rings once.
*/
export function withAlarm(
  store: TaskStore,
  clock: Clock,
  nextAt: () => number | undefined,
): TaskStore {
  let base: StoreSnapshot | undefined;
  let current: StoreSnapshot | undefined;
  return {
    ...store,
    getSnapshot() {
      const latest = store.getSnapshot();
      if (!current || latest !== base) {
        base = latest;
        current = latest;
      }
      return current;
    },
    subscribe(listener) {
      let cancel = () => {};
      let rungFor: number | undefined;
      let isOn = true;
      const arm = () => {
        cancel();
        const at = nextAt();
        if (isOn && at !== undefined && at !== rungFor) {
          const left = Math.max(0, at - clock.monotonic());
          cancel = clock.schedule(() => ring(at), Math.min(left, MAX_TIMER_MS));
        }
      };
      const ring = (at: number) => {
        if (clock.monotonic() >= at) {
          rungFor = at;
          current = {...store.getSnapshot()};
          base = store.getSnapshot();
          listener();
        }
        arm();
      };
      const unsubscribe = store.subscribe(() => {
        listener();
        arm();
      });
      arm();
      return () => {
        isOn = false;
        cancel();
        unsubscribe();
      };
    },
  };
}
