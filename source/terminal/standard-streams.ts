import {spawn} from 'node:child_process';
import {closeSync, constants, fstatSync, openSync} from 'node:fs';
import {openTerminalStream} from './terminal-stream.js';

/** stdout and stderr, neither of which keeps the program waiting where it is a terminal. One stream where both are the same terminal, so that their order stays. */
export function openStandardStreams(): Pick<NodeJS.Process, 'stdout' | 'stderr'> {
  const {stdout, stderr} = process;
  const out = stdout.isTTY ? openTerminalStream(1, stdout) : stdout;
  const isSame = stdout.isTTY && stderr.isTTY && fstatSync(1).rdev === fstatSync(2).rdev;
  const ownError = stderr.isTTY ? openTerminalStream(2, stderr) : stderr;
  return {stdout: out, stderr: isSame ? out : ownError} as Pick<
    NodeJS.Process,
    'stdout' | 'stderr'
  >;
}

/**
Looks whether somebody still reads the pipe that stdout is: Node only learns it from the next write, and nothing may happen for days. GNU's `tail -f` looks after its own output and dies of SIGPIPE, so it is given the same pipe. It writes nothing, ends with this process, and where there is another tail, the next write has to tell.
Source: coreutils' NEWS for 8.28.
*/
export function watchReader(onGone: () => void): void {
  if (process.platform !== 'linux' || !fstatSync(1).isFIFO()) {
    return;
  }

  try {
    // A description of its own: a child's stdout is made to block, which must not happen to ours.
    const copy = openSync('/proc/self/fd/1', constants.O_WRONLY | constants.O_NONBLOCK);
    const args = ['-f', `--pid=${process.pid}`, '/dev/null'];
    const tail = spawn('tail', args, {stdio: ['ignore', copy, 'ignore'], detached: true});
    closeSync(copy);
    tail.unref();
    tail.on('error', () => {});
    tail.on('exit', (_code, signal) => {
      if (signal === 'SIGPIPE') {
        onGone();
      }
    });
  } catch {
    // Without /proc the next write has to tell, too.
  }
}
