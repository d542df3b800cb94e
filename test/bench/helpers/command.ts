import {execFile} from 'node:child_process';
import {performance} from 'node:perf_hooks';
import {watchPeak} from './process-figures.js';

export type CommandRun = {
  readonly stdout: string;

  /** When it was started, ms since the epoch. */
  readonly startedAt: number;

  /** From start to end. */
  readonly wallMs: number;

  /** User and system time of the command and what it started. */
  readonly cpuMs: number;

  /** The most that was resident; `undefined` unless it was asked for. */
  readonly peakMib: number | undefined;
};

export type CommandOptions = {
  readonly env: Readonly<Record<string, string | undefined>>;

  /** The exit code it has to have. @default 0 */
  readonly code?: number | 'any';

  /** Looks at its memory all the time. @default false */
  readonly isMemoryWatched?: boolean;
};

/** Starts a command through a shell that says afterwards what its children took; the shell itself takes a millisecond of the time. */
const TIMED = '"$@"; code=$?; times >&2; exit $code';

/**
Runs a command to its end.
@throws {Error} When it ends with another code than it has to.
*/
export function runCommand(
  command: readonly string[],
  {env, code: wanted = 0, isMemoryWatched = false}: CommandOptions,
): Promise<CommandRun> {
  const startedAt = Date.now();
  const from = performance.now();
  return new Promise((resolve, reject) => {
    const shell = execFile(
      'sh',
      ['-c', TIMED, 'sh', ...command],
      {env: {...env}, maxBuffer: 256 * 1024 * 1024},
      (error, stdout, stderr) => {
        const wallMs = performance.now() - from;
        const peakMib = watch?.stop();
        const code = error ? error.code : 0;
        if (wanted === 'any' ? typeof code === 'number' : code === wanted) {
          resolve({stdout, startedAt, wallMs, cpuMs: childrenCpuMs(stderr), peakMib});
        } else {
          const why = error?.message ?? `${command.join(' ')} ended with ${code}`;
          reject(new Error(why, {cause: error}));
        }
      },
    );
    const watch = isMemoryWatched && shell.pid ? watchPeak(shell.pid) : undefined;
  });
}

/** The second line of `times`: what the children took, user and system, each as `0m0.65s`. */
function childrenCpuMs(stderr: string): number {
  const [line = ''] = stderr.trimEnd().split('\n').slice(-1);
  const times = [...line.matchAll(/(\d+)m([\d.]+)s/g)];
  if (times.length !== 2) {
    throw new Error(`The shell's times can't be read: ${line}`);
  }

  return times.reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60_000 + Number(seconds) * 1000,
    0,
  );
}
