import {execFileSync} from 'node:child_process';

/** How long an answer holds, in ms: it takes a process. */
const KNOWN_MS = 1000;

/**
Tells whether a terminal stops those in the background who write to it (`stty tostop`); on others they may write lines.
@param fd A descriptor of the terminal.
Source: termios(3), TOSTOP.
*/
export function createTostop(fd: number): () => boolean {
  let known: {readonly at: number; readonly isOn: boolean} | undefined;
  return () => {
    const now = performance.now();
    if (known === undefined || now - known.at > KNOWN_MS) {
      known = {at: now, isOn: askStty(fd)};
    }

    return known.isOn;
  };
}

function askStty(fd: number): boolean {
  try {
    const settings = execFileSync('stty', ['-a'], {
      encoding: 'latin1',
      stdio: [fd, 'pipe', 'ignore'],
      timeout: KNOWN_MS,
    });
    return /(?:^|\s)tostop\b/.test(settings);
  } catch {
    return false;
  }
}
