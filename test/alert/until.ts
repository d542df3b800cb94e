/** Waits until something is so; looks again every few milliseconds and gives up after a minute, however busy the machine is. */
export async function until(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let tries = 0; tries < 6000; tries++) {
    if (await isSo()) {
      return;
    }

    await new Promise(resolve => {
      setTimeout(resolve, 10);
    });
  }

  throw new Error(`Never: ${what}`);
}
