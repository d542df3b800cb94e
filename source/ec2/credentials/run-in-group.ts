import {type ChildProcess, spawn} from 'node:child_process';

/** The most that is read of what one prints, in characters; keys take 2,000. */
const MAX_OUTPUT = 1024 * 1024;

/** The most that is kept of what one says beside that. */
const MAX_WORDS = 16_384;

/** From SIGTERM to SIGKILL for one that takes too long, in ms. */
const GRACE_MS = 1000;

const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

const running = new Set<ChildProcess>();

export type Ended = {
  readonly stdout: string;

  /** What it wrote to stderr: whoever shows it takes the secrets out. */
  readonly stderr: string;

  /** Its exit code, or the signal that ended it. */
  readonly end: number | NodeJS.Signals | null;
};

export type RunOptions = {
  readonly env: NodeJS.ProcessEnv;
  readonly stdin: 'inherit' | 'ignore';

  /** Whether it stays on this terminal, where it can ask something. Otherwise it can't draw over a screen. */
  readonly isOnTerminal: boolean;

  /** How long it may take, in milliseconds; 0: for ever. */
  readonly limitMs: number;
};

/**
Runs a program without a shell. It ends with this one, whatever ends that; off the terminal it leads a group of its own, so that all it has started ends too.
@throws {Error} as Node has it, where it can't be started.
*/
export function runInGroup(
  [program = '', ...arguments_]: readonly string[],
  {env, stdin, isOnTerminal, limitMs}: RunOptions,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, arguments_, {
      env,
      detached: !isOnTerminal,
      stdio: [stdin, 'pipe', 'pipe'],
    });
    hold(child);
    const limit =
      limitMs > 0
        ? setTimeout(() => {
            end(child, 'SIGTERM');
            setTimeout(end, GRACE_MS, child, 'SIGKILL').unref();
          }, limitMs)
        : undefined;
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      if (stdout.length > MAX_OUTPUT) {
        end(child, 'SIGKILL');
      }
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(0, MAX_WORDS);
    });
    const letGo = () => {
      clearTimeout(limit);
      release(child);
    };

    child.once('error', error => {
      letGo();
      reject(error);
    });
    child.once('close', (code, signal) => {
      letGo();
      resolve({stdout, stderr, end: code ?? signal});
    });
  });
}

function hold(child: ChildProcess): void {
  if (running.size === 0) {
    process.on('exit', endAll);
    for (const signal of ENDING) {
      // First, to see whether anyone else listens: some listen only once.
      process.prependListener(signal, endWith);
    }
  }

  running.add(child);
}

function release(child: ChildProcess): void {
  running.delete(child);
  if (running.size === 0) {
    process.off('exit', endAll);
    for (const signal of ENDING) {
      process.off(signal, endWith);
    }
  }
}

/** Every one of these ends the program, by whoever listens too or else by what the system does with it. */
function endWith(signal: NodeJS.Signals): void {
  endAll();
  if (process.listenerCount(signal) === 1) {
    process.off(signal, endWith);
    process.kill(process.pid, signal);
  }
}

function endAll(): void {
  for (const child of running) {
    end(child, 'SIGKILL');
  }
}

/** With all that it has started, where it leads a group, which then has its id. */
function end(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    process.kill(-(child.pid ?? Number.NaN), signal);
  } catch {
    // It leads none, or nothing of it is left.
    child.kill(signal);
  }
}
