import type {StoreSnapshot, TaskStore} from '../../poll/snapshot.js';

/**
Looks at each snapshot of a store until there is an end, then lets go of the store.
@param look Returns the end, or `undefined` to go on.
@returns The end, or `undefined` when the signal was aborted.
@throws What `look` throws.
*/
export async function untilEnd<T>(
  store: TaskStore,
  signal: AbortSignal,
  look: (snapshot: StoreSnapshot) => T | undefined,
): Promise<T | undefined> {
  let unsubscribe = () => {};
  let stop = () => {};
  try {
    return await new Promise<T | undefined>((resolve, reject) => {
      stop = () => resolve(undefined);
      const lookAgain = () => {
        try {
          const end = look(store.getSnapshot());
          if (end !== undefined) {
            resolve(end);
          }
        } catch (error) {
          reject(error);
        }
      };
      if (signal.aborted) {
        stop();
      } else {
        signal.addEventListener('abort', stop);
        unsubscribe = store.subscribe(lookAgain);
      }
    });
  } finally {
    signal.removeEventListener('abort', stop);
    unsubscribe();
  }
}
