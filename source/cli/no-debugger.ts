import {close, url} from 'node:inspector';

/** When to look whether an early signal has opened it, in ms: what only prints a text has ended by then. */
const LOOK_MS = 250;

/** Flags of Node with which a user opens the debugger himself. */
const ASKED_FOR = /--inspect(?:-brk|-wait)?(?![\w-])/;

/**
Keeps Node from opening its debugger at a SIGUSR1: it would listen on loopback, where every user of the machine can reach it and read the keys. The signal is taken for the whole life of the process, and nothing is done.
A signal that came while Node itself was starting, before anybody could listen, may have opened it. That one is closed.
@param nodeFlags What Node itself was started with.
Source: https://nodejs.org/api/process.html#signal-events
*/
export function keepDebuggerClosed(nodeFlags: readonly string[]): void {
  process.on('SIGUSR1', () => {});
  const closeDebugger = () => {
    if (url() !== undefined && !ASKED_FOR.test(nodeFlags.join(' '))) {
      close();
    }
  };

  // Node's own thread may still be on its way with such an early signal, and the first request is now more urgent than a look for it.
  setTimeout(closeDebugger, LOOK_MS).unref();
}
