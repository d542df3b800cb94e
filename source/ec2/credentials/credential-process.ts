import {type ChildProcess, spawn} from 'node:child_process';
import {externalDataInterceptor} from '@smithy/core/config';

/** The most that is read of what one prints, in bytes; keys take 2,000. */
const MAX_OUTPUT = 1024 * 1024;

/** From SIGTERM to SIGKILL for one that takes too long, in ms. */
const GRACE_MS = 1000;

const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

const running = new Set<ChildProcess>();

/**
Lets the SDK start a credential_process with `runInGroup` instead of `exec`, which leaves one that hangs behind when the program ends. The SDK looks for a replacement under this name.
@param limitMs How long one may take; 0: for ever.
*/
export function guardCredentialProcesses(limitMs: number): void {
  const exec = (command: string, callback: (error: Error | null, output?: Output) => void) => {
    runInGroup(command, limitMs).then(
      output => callback(null, output),
      (error: Error) => callback(error),
    );
  };

  externalDataInterceptor.interceptToken('exec', exec as unknown as string);
}

export type Output = {readonly stdout: string};

/**
Runs a command with the shell, as the leader of a group of its own that ends with the program, whatever ends that. Without a terminal it can't draw over the screen.
@throws {Error} when it fails, without its command line or a word of what it says: both may hold secrets.
*/
export function runInGroup(command: string, limitMs: number): Promise<Output> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, {
      shell: true,
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    hold(child);
    const limit =
      limitMs > 0
        ? setTimeout(() => {
            endGroup(child, 'SIGTERM');
            setTimeout(endGroup, GRACE_MS, child, 'SIGKILL').unref();
          }, limitMs)
        : undefined;
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      if (stdout.length > MAX_OUTPUT) {
        endGroup(child, 'SIGKILL');
      }
    });
    const finish = (problem: string | undefined) => {
      clearTimeout(limit);
      release(child);
      if (problem === undefined) {
        resolve({stdout});
      } else {
        reject(new Error(problem));
      }
    };

    child.once('error', () => finish("The command can't be started."));
    child.once('close', (code, signal) =>
      finish(code === 0 ? undefined : `The command ended with ${signal ?? code}.`),
    );
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
    endGroup(child, 'SIGKILL');
  }
}

/** All that it has started, too: the group has its id. */
function endGroup({pid}: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) {
      process.kill(-pid, signal);
    }
  } catch {
    // Nothing of it is left.
  }
}
