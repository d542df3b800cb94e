/** Waits until something is so; looks again every few milliseconds and gives up after 10 s. */
export async function until(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let tries = 0; tries < 1000; tries++) {
    if (await isSo()) {
      return;
    }

    await new Promise(resolve => {
      setTimeout(resolve, 10);
    });
  }

  throw new Error(`Never: ${what}`);
}
