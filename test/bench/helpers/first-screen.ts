import {performance} from 'node:perf_hooks';
import {spawn} from '@lydell/node-pty';
import {cpuMsOf} from './process-figures.js';

const A_ROW = /ami-[\da-f]{17}/;
const A_FRAME = 'amiwatch';

export type FirstScreen = {
  /** When it was started, ms since the epoch. */
  readonly startedAt: number;

  /** From the start of the process until its terminal gets a frame, and a task. */
  readonly frameMs: number;
  readonly rowMs: number;

  /** CPU of the process up to the row. */
  readonly rowCpuMs: number;
};

/** Starts a program on a terminal of 120x40, and quits it as soon as it shows a task. @throws {Error} when it ends before. */
export function firstScreen(
  [program = '', ...argv]: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<FirstScreen> {
  return new Promise((resolve, reject) => {
    const startedAt = Date.now();
    const from = performance.now();
    const pty = spawn(program, argv, {
      cols: 120,
      rows: 40,
      env: {...env, TERM: 'xterm-256color'},
    });
    let output = '';
    let frameMs: number | undefined;
    let row: Pick<FirstScreen, 'rowMs' | 'rowCpuMs'> | undefined;
    pty.onData(data => {
      output += data;
      const now = performance.now() - from;
      frameMs ??= output.includes(A_FRAME) ? now : undefined;
      if (!row && A_ROW.test(output)) {
        row = {rowMs: now, rowCpuMs: cpuMsOf(pty.pid)};
        pty.write('q');
      }
    });
    pty.onExit(() => {
      if (frameMs === undefined || !row) {
        reject(new Error(`No task was shown: ${output}`));
      } else {
        resolve({startedAt, frameMs, ...row});
      }
    });
  });
}
