import {EventEmitter} from 'node:events';
import {PassThrough} from 'node:stream';

export type SinkTerminal = {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly type: (keys: string) => void;

  /** Resolves when the next thing is written. Rejects when nothing comes for ten seconds. */
  readonly nextFrame: () => Promise<void>;
  readonly frames: () => number;
  readonly bytes: () => number;
};

const PATIENCE_MS = 10_000;

class SinkStdin extends PassThrough {
  readonly isTTY = true;
  setRawMode() {
    return this;
  }

  ref() {
    return this;
  }

  unref() {
    return this;
  }
}

/** A terminal that throws away what it gets: no emulator's work in the figures. */
export function sinkTerminal(columns: number, rows: number): SinkTerminal {
  const stdin = new SinkStdin();
  let frames = 0;
  let bytes = 0;
  let waiting: (() => void) | undefined;
  const stdout = Object.assign(new EventEmitter(), {
    isTTY: true,
    writable: true,
    columns,
    rows,
    write(chunk: string, done?: () => void) {
      bytes += Buffer.byteLength(chunk);
      if (chunk !== '') {
        frames++;
        waiting?.();
      }

      done?.();
      return true;
    },
  });
  return {
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: stdout as unknown as NodeJS.WriteStream,
    type: keys => stdin.write(keys),
    nextFrame: () =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('Nothing was drawn.')), PATIENCE_MS);
        waiting = () => {
          waiting = undefined;
          clearTimeout(timer);
          resolve();
        };
      }),
    frames: () => frames,
    bytes: () => bytes,
  };
}
