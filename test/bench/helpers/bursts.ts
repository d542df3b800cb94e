import {setTimeout as sleep} from 'node:timers/promises';
import type {Pty} from '../../helpers/pty.js';

const LOOK_EVERY_MS = 5;

/** What is written with one cause comes closer together than this, and a second from what the clock causes. */
const QUIET_MS = 120;

/** What reaches a terminal while an action lasts, in bursts with quiet between them: each is what one cause wrote, however many writes it took. */
export async function burstsDuring(
  pty: Pick<Pty, 'output' | 'bytes'>,
  action: () => Promise<unknown>,
): Promise<readonly string[]> {
  let isOver = false;
  const over = action().finally(() => {
    isOver = true;
  });
  const ends: number[] = [];
  let seen = pty.bytes();
  const from = seen;
  let quietMs = 0;
  let lookedAt = Date.now();
  while (!isOver) {
    await sleep(LOOK_EVERY_MS);
    const bytes = pty.bytes();
    const now = Date.now();
    quietMs = bytes === seen ? quietMs + now - lookedAt : 0;
    lookedAt = now;
    seen = bytes;
    if (quietMs >= QUIET_MS && bytes > (ends.at(-1) ?? from)) {
      ends.push(bytes);
    }
  }

  await over;
  const output = Buffer.from(pty.output());
  return ends.map((end, index) => output.subarray(ends[index - 1] ?? from, end).toString());
}
