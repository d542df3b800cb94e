import type {Clock} from '../poll/clock.js';

/** Waits for something that never rejects, but not longer than so many ms. */
export function within(ms: number, clock: Clock, done: Promise<void>): Promise<void> {
  return new Promise(resolve => {
    const cancel = clock.schedule(resolve, ms);
    void done.then(() => {
      cancel();
      resolve();
    });
  });
}
