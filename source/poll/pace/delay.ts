import type {Clock} from '../clock.js';

/** Resolves after so many milliseconds, or at once when the signal is aborted. Leaves neither timer nor listener behind. */
export async function delay(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) {
    return;
  }

  await new Promise<void>(resolve => {
    const finish = () => {
      cancel();
      signal.removeEventListener('abort', finish);
      resolve();
    };

    const cancel = clock.schedule(finish, ms);
    signal.addEventListener('abort', finish);
  });
}
