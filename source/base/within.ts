/** Calls back once after so many milliseconds; what it returns cancels. */
export type Schedule = (callback: () => void, ms: number) => () => void;

/** The timers of the machine. */
export const schedule: Schedule = (callback, ms) => {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
};

/**
Waits for some work, but no longer than so many milliseconds.
@param limitMs 0 waits for ever.
@param work Its signal is aborted when nobody waits any more; what it then comes to is dropped.
@param onLate Gives what there is instead, or throws.
*/
export async function within<T>(
  limitMs: number,
  work: (late: AbortSignal) => Promise<T>,
  onLate: () => T,
  by: Schedule = schedule,
): Promise<T> {
  const late = new AbortController();
  const working = work(late.signal);
  if (limitMs <= 0) {
    return await working;
  }

  let cancel = () => {};
  const lateness = new Promise<T>((resolve, reject) => {
    cancel = by(() => {
      try {
        resolve(onLate());
      } catch (error) {
        reject(error);
      }

      // Only now: the error that the work ends with is not what counts.
      late.abort();
    }, limitMs);
  });
  try {
    return await Promise.race([working, lateness]);
  } finally {
    cancel();
  }
}

/**
Waits for some work until a signal is aborted; the work itself may take no notice of it.
@param reason Makes the error for that. @default the signal's own
*/
export async function untilAborted<T>(
  work: Promise<T>,
  signal: AbortSignal | undefined,
  reason: (signal: AbortSignal) => unknown = ({reason}) => reason,
): Promise<T> {
  if (!signal) {
    return work;
  }

  let onAbort = () => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(reason(signal));
    signal.addEventListener('abort', onAbort, {once: true});
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
