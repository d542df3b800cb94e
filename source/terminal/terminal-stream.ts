import {execFileSync} from 'node:child_process';
import {constants, openSync, writeSync} from 'node:fs';
import {Writable} from 'node:stream';
import {isStillForeground} from './foreground.js';
import {createTostop} from './tostop.js';

/** The longest wait before a terminal that takes nothing is tried again, in ms. The first wait is the shortest, so that a terminal that is full for a moment does not show half a frame. */
const RETRY_MS = 32;

/** How much may wait for the terminal before `write` returns false, in bytes. */
const HIGH_WATER_MARK = 16 * 1024;

/** How long the command `tty` may take, in ms. */
const TTY_MS = 2000;

/** What there is to know of a terminal beside what is written to it. */
type Size = Pick<NodeJS.WriteStream, 'columns' | 'rows'> & Pick<NodeJS.EventEmitter, 'on'>;

/**
Writes to a terminal without ever waiting for it: what it doesn't take is kept, in its order, and follows. As with every stream of Node, `write` returns false and `writableNeedDrain` is true while too much of it is kept, and `drain` comes when all of it is written.
Node's own stream for a terminal waits in the middle of a write while nobody reads the terminal (^S, a dead line), and all else with it: polls, hooks, signals.
@param writeSome Writes what fits, and returns how many bytes that were; throws `EAGAIN` when nothing fits.
@param size The terminal's own stream, for its size.
@param mayWrite Asked before each try; where it says no, the terminal counts as one that nobody reads.
*/
export function createTerminalStream(
  writeSome: (bytes: Uint8Array) => number,
  size: Size,
  mayWrite: () => boolean = () => true,
): NodeJS.WriteStream {
  const stream = new Writable({
    highWaterMark: HIGH_WATER_MARK,
    write(chunk: Buffer, _encoding, done) {
      const writeRest = (rest: Buffer, retryMs = 1) => {
        const written = mayWrite() ? tryToWrite(writeSome, rest) : 0;
        if (written instanceof Error) {
          done(written);
        } else if (written < rest.length) {
          const nextMs = written > 0 ? 1 : Math.min(2 * retryMs, RETRY_MS);
          setTimeout(writeRest, nextMs, rest.subarray(written), nextMs);
        } else {
          done();
        }
      };

      writeRest(chunk);
    },
  });
  size.on('resize', () => stream.emit('resize'));
  return Object.defineProperties(stream, {
    isTTY: {value: true},
    columns: {get: () => size.columns},
    rows: {get: () => size.rows},
  }) as unknown as NodeJS.WriteStream;
}

/** @returns How much was written, which may be nothing, or what keeps it from ever being written. */
function tryToWrite(
  writeSome: (bytes: Uint8Array) => number,
  bytes: Uint8Array,
): number | NodeJS.ErrnoException {
  try {
    return bytes.length === 0 ? 0 : writeSome(bytes);
  } catch (error) {
    const problem = error as NodeJS.ErrnoException;
    return problem.code === 'EAGAIN' || problem.code === 'EINTR' ? 0 : problem;
  }
}

/**
Opens the terminal that a descriptor is, once more: only a description of its own can be made not to wait without changing it for the shell, too.
Where that can't be, Node's own stream is what is left.
@param fd 1 or 2.
@param own Node's stream for it.
*/
export function openTerminalStream(fd: number, own: NodeJS.WriteStream): NodeJS.WriteStream {
  const flags = constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY;
  try {
    const copy = openSync(pathOf(fd), flags);
    const stopsWriters = createTostop(copy);
    return createTerminalStream(
      bytes => writeSync(copy, bytes),
      own,
      () => isStillForeground() || !stopsWriters(),
    );
  } catch {
    return own;
  }
}

function pathOf(fd: number): string {
  // Elsewhere than on Linux, opening /dev/fd/1 only doubles the descriptor.
  return process.platform === 'linux'
    ? `/proc/self/fd/${fd}`
    : execFileSync('tty', {
        encoding: 'utf8',
        stdio: [fd, 'pipe', 'ignore'],
        timeout: TTY_MS,
      }).trim();
}
