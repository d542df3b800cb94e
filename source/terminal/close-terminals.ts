import {closeSync} from 'node:fs';
import {deviceOf} from './foreground.js';

/** Node opens a terminal once more for each of its streams; those descriptors are among the first. */
const DESCRIPTORS = 256;

/**
Remembers which terminals the process has been given, so that they can be closed.
@returns `undefined` without any. Otherwise it closes every descriptor of them, for a process that is about to end and must leave them alone: in the background, or when they are gone. Node gives each terminal the settings back that it found, and would take them from whoever uses the terminal now, be stopped while it tries (SIGTTOU), or abort when there is none (EIO); it leaves alone what is closed.
That /dev/null is closed with them hurts nobody; to tell it from a terminal would load `node:tty` at each start.
Source: ResetStdio in Node's src/node.cc, uv_tty_reset_mode in libuv's src/unix/tty.c.
*/
export function rememberTerminals(): (() => void) | undefined {
  const devices = new Set([0, 1, 2].map(deviceOf).filter(device => device !== undefined));
  if (devices.size === 0) {
    return undefined;
  }
  return () => {
    // A terminal that is gone isn't known as one any more, but its device is.
    for (let fd = 0; fd < DESCRIPTORS; fd++) {
      if (devices.has(deviceOf(fd) ?? 0)) {
        closeSync(fd);
      }
    }
  };
}
