import {useCallback, useRef, useSyncExternalStore} from 'react';
import type {StoreSnapshot, TaskStore} from '../poll/snapshot.js';
import type {Mode} from '../view/keymap.js';
import {isSameFrame} from '../view/same-frame.js';

/** The store's snapshot, and a render for each new one that draws another frame: Ink lays the whole screen out for every render, also for one that changes nothing. */
export function useFrameSnapshot(store: TaskStore, mode: Mode): StoreSnapshot {
  const drawn = useRef<{readonly snapshot: StoreSnapshot; readonly mode: Mode}>(undefined);
  const subscribe = useCallback(
    (listener: () => void) =>
      store.subscribe(() => {
        const {current: last} = drawn;
        if (!last || !isSameFrame(last.snapshot, store.getSnapshot(), last.mode)) {
          listener();
        }
      }),
    [store],
  );
  const snapshot = useSyncExternalStore(subscribe, store.getSnapshot);
  drawn.current = {snapshot, mode};
  return snapshot;
}
