import {execFile} from 'node:child_process';
import {performance} from 'node:perf_hooks';

export type CommandRun = {
  readonly stdout: string;

  /** From start to end. */
  readonly wallMs: number;

  /** User and system time of the command and what it started. */
  readonly cpuMs: number;
};

/** Starts a command through a shell that says afterwards what its children took; the shell itself takes a millisecond of the time. */
const TIMED = '"$@"; code=$?; times >&2; exit $code';

/**
Runs a command to its end.
@throws {Error} When it fails.
*/
export function runCommand(
  command: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<CommandRun> {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    execFile(
      'sh',
      ['-c', TIMED, 'sh', ...command],
      {env: {...env}, maxBuffer: 256 * 1024 * 1024},
      (error, stdout, stderr) => {
        const wallMs = performance.now() - startedAt;
        if (error) {
          reject(error);
        } else {
          resolve({stdout, wallMs, cpuMs: childrenCpuMs(stderr)});
        }
      },
    );
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
