import type {ChildProcess, spawn} from 'node:child_process';
import {within} from '../../base/within.js';
import {cleanText} from '../../ec2/clean-text.js';
import {jsonLine} from '../../ec2/escape-json.js';
import {redact} from '../../ec2/redact.js';
import type {Clock} from '../../poll/clock.js';
import type {EventRecord} from '../../poll/tasks/event-record.js';
import {hookEnvironment} from './hook-environment.js';

export const HOOK_TIMES = {
  /** How long a hook may take, in ms. */
  limitMs: 30_000,

  /** From SIGTERM to SIGKILL, in ms. */
  graceMs: 5000,

  /** How often to look whether all that it has started is gone, in ms. */
  lookMs: 50,

  /** How long a failed one may take to hand over the end of its stderr, in ms. */
  stderrMs: 300,
} as const;

export type HookProcess = {
  /** Fulfilled when it has ended: with what went wrong, if anything did. */
  readonly ended: Promise<string | undefined>;

  /** Sends SIGTERM to it and all that it has started, and SIGKILL to what is left after so many ms. */
  readonly end: (graceMs: number) => void;
};

export type HookTools = {
  readonly spawn: typeof spawn;
  readonly clock: Clock;
  readonly env: NodeJS.ProcessEnv;
};

/**
Runs a command with sh for one event. What it is told comes in variables and as JSON on stdin, never in the command itself: nothing from outside is ever parsed by a shell.
It has a session of its own: without a terminal it can't write to the screen, and ^C isn't meant for it. stdout is thrown away; of stderr the last line is told when it fails.
*/
export function startHook(
  command: string,
  event: EventRecord,
  {spawn, clock, env}: HookTools,
): HookProcess {
  let child: ChildProcess;
  try {
    child = spawn('sh', ['-c', command], {
      detached: true,
      stdio: ['pipe', 'ignore', 'pipe'],
      env: {...env, ...hookEnvironment(event)},
    });
  } catch (error) {
    return {ended: Promise.resolve(`can't be started (${codeOf(error)})`), end() {}};
  }

  const lastLine = lastLineOf(child.stderr);
  const outcome = outcomeOf(child);
  const closed = new Promise<void>(resolve => child.once('close', () => resolve()));
  let isTooLong = false;
  let isEnding = false;
  let isKilled = false;
  let cancelKill: (() => void) | undefined;

  const end = (graceMs: number) => {
    isEnding = true;
    signalGroup(child, 'SIGTERM');
    cancelKill?.();
    cancelKill = clock.schedule(() => {
      isKilled = true;
      signalGroup(child, 'SIGKILL');
    }, graceMs);
  };

  /** sh may be gone while what it has started takes its time, or takes no notice. */
  const groupGone = () =>
    new Promise<void>(resolve => {
      const look = () => {
        if (isKilled || !signalGroup(child, 0)) {
          cancelKill?.();
          resolve();
        } else {
          clock.schedule(look, HOOK_TIMES.lookMs);
        }
      };

      look();
    });

  const cancelLimit = clock.schedule(() => {
    isTooLong = true;
    end(HOOK_TIMES.graceMs);
  }, HOOK_TIMES.limitMs);

  const finish = async () => {
    const problem = await outcome;
    cancelLimit();
    if (isEnding) {
      await groupGone();
    } else if (problem) {
      await within(
        HOOK_TIMES.stderrMs,
        () => closed,
        () => {},
        clock.schedule,
      );
    }

    // A program that it left running may keep this pipe open for ever.
    child.stderr?.destroy();
    if (isTooLong) {
      return `took longer than ${HOOK_TIMES.limitMs / 1000} s and was ended`;
    }

    const line = lastLine();
    return problem && line ? `${problem}: ${line}` : problem;
  };

  // A hook that doesn't read is no failure.
  child.stdin?.on('error', () => {});
  child.stdin?.end(jsonLine(event));
  return {ended: finish(), end};
}

/** What went wrong, if anything did, once sh has ended. */
function outcomeOf(child: ChildProcess): Promise<string | undefined> {
  return new Promise(resolve => {
    child.once('error', error => resolve(`can't be started (${codeOf(error)})`));
    child.once('exit', (code, signal) => {
      if (signal !== null) {
        resolve(`was ended by ${signal}`);
      } else {
        resolve(code === 0 ? undefined : `failed with exit code ${code}`);
      }
    });
  });
}

function codeOf(error: unknown): string {
  const {code, message} = error as NodeJS.ErrnoException;
  return code ?? message;
}

/**
Signals a child and all that it has started. The group has the child's id, because it was started as the leader of its own (`detached`).
@param signal 0 only asks.
@returns False when nothing of it is left.
*/
function signalGroup({pid}: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  try {
    return pid !== undefined && process.kill(-pid, signal);
  } catch {
    return false;
  }
}

/** So much of the end of a stream is kept, in characters. */
const MAX_TAIL = 2000;
const MAX_LINE = 200;

/**
Reads a stream to its end in bounded memory.
@returns Gives the last line so far, clean, cut and free of keys; empty when there is none.
*/
export function lastLineOf(stream: NodeJS.ReadableStream | null): () => string {
  let tail = '';
  stream?.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-MAX_TAIL);
  });
  stream?.on('error', () => {});
  return () => {
    const line =
      tail
        .trim()
        .split(/[\r\n]+/)
        .at(-1) ?? '';
    return cleanText(redact(line), MAX_LINE).trim();
  };
}
