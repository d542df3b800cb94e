/** In ms: what such a time is too short for would not come in any. */
const LONGEST_MS = 30_000;

/**
Tries something under a time limit of the program's own, and again under one of twice the time where the machine stood still before it had got so far that the limit can be seen at work.
@param attempt Gives `undefined` where the time was too short.
@throws Where half a minute is too short, too.
*/
export async function unlessTooShort<T>(
  firstMs: number,
  attempt: (limitMs: number) => Promise<T | undefined>,
): Promise<T> {
  for (let limitMs = firstMs; limitMs <= LONGEST_MS; limitMs *= 2) {
    const result = await attempt(limitMs);
    if (result !== undefined) {
      return result;
    }
  }

  throw new Error(`It did not get so far within ${LONGEST_MS} ms.`);
}
