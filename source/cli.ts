import {EXIT_CODE, SIGNAL_EXIT_CODE} from './base/exit-code.js';
import {homeFolder} from './cli/arguments/home-folder.js';
import {keepTerminalsAscii} from './cli/ascii-terminal.js';
import {main} from './cli/main.js';
import {keepDebuggerClosed} from './cli/no-debugger.js';
import {systemClock} from './poll/clock.js';
import {rememberTerminals} from './terminal/close-terminals.js';
import {isForeground} from './terminal/foreground.js';
import {openStandardStreams, watchReader} from './terminal/standard-streams.js';

keepDebuggerClosed([...process.execArgv, process.env.NODE_OPTIONS ?? '']);

// What Node warns of is nothing that the person in front of the screen can act on.
process.removeAllListeners('warning');
process.on('warning', () => {});

// No package has a say on the screen: the SDK warns on the console of a container that takes more than a second to give keys, and goes on.
console.warn = () => {};

// A user without a home (the random user ID of a container) has no files of AWS's either; the SDK would throw.
process.env.HOME ||= homeFolder(process.env) ?? '/';

const {stdout, stderr} = openStandardStreams();

/** From a signal to the end, at most, in ms: whatever still waits for a reader, a disk or a network then is given up. */
const END_MS = 1900;

/** How long an interrupted program's last words may wait for a reader, in ms. */
const LAST_WORDS_MS = 400;

let interruptedBy: keyof typeof SIGNAL_EXIT_CODE | undefined;
let isOver = false;
const interruption = new AbortController();

function interrupt(name: keyof typeof SIGNAL_EXIT_CODE): void {
  interruptedBy ??= name;
  process.exitCode = SIGNAL_EXIT_CODE[interruptedBy];
  interruption.abort();
  setTimeout(leave, isOver ? 0 : END_MS).unref();
}

function untilInterrupted(): AbortSignal {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(name, () => interrupt(name));
  }
  return interruption.signal;
}

const closeTerminals = rememberTerminals();

/** In the background the terminal is somebody else's, and after a hang-up there is none. */
function leave(): never {
  if (closeTerminals && (process.exitCode === SIGNAL_EXIT_CODE.SIGHUP || !isForeground())) {
    closeTerminals();
  }
  process.exit();
}

// Left to Node, a signal that comes while the program is being loaded, or once more while it ends, would have the terminal set back even from the background.
for (const [name, code] of Object.entries(SIGNAL_EXIT_CODE)) {
  process.on(name, () => {
    const isAlone = process.listenerCount(name) === 1;
    if (isAlone) {
      process.exitCode = code;
      leave();
    }
  });
}

// A dumb terminal can't go back over what it has written.
const canDraw =
  process.stdout.isTTY === true && process.env.TERM !== 'dumb' && process.stdin.isTTY === true;

/** Whoever waits for an end wants to be told of it. */
let isWaiting = false;

/** What was to be written is lost. Whoever reads a pipe may have seen enough; but 0 would say that what was waited for is done, or that a full disk has the report. */
function endUnread({code}: Pick<NodeJS.ErrnoException, 'code'>): void {
  if (process.stdout.isTTY) {
    // A terminal that is gone. A screen has its own way to end then.
    interrupt('SIGHUP');
    return;
  }
  const isEnough = code === 'EPIPE' && !isWaiting;
  if (!isEnough) {
    process.exitCode = EXIT_CODE.other;
    stderr.write(
      code === 'EPIPE'
        ? 'amiwatch: Nobody reads the output any more.\n'
        : `amiwatch: The output can't be written (${code}). Write it to somewhere with room.\n`,
    );
  }
  leave();
}

stdout.on('error', endUnread);

// A full disk under --debug is no reason to end, and unhandled it would end with 1, which says that a task Failed.
stderr.on('error', () => {});

const run = () =>
  main(process.argv.slice(2), {
    env: process.env,
    stdout,
    stderr,
    terminal: canDraw ? {stdin: process.stdin, stdout, isForeground} : undefined,
    clock: systemClock,
    random: Math.random,
    untilInterrupted,
    watchReader(mode) {
      isWaiting = mode === 'wait';
      watchReader(() => endUnread({code: 'EPIPE'}));
    },
    async openSource(options) {
      const {openEc2Source} = await import('./ec2/client.js');
      return openEc2Source(options);
    },
  });

// No await: the built file is compiled as a script, of which compiled code can be kept.
const kept = keepTerminalsAscii([...new Set([stdout, stderr])], process.env);
void (kept ? kept.then(run) : run()).then(exitCode => {
  process.exitCode = interruptedBy ? SIGNAL_EXIT_CODE[interruptedBy] : exitCode;
  isOver = true;
  // A pipe takes its time, and a table on a slow terminal too. Whoever was told to end, or has left a screen, doesn't wait for a reader that may never come.
  const isInterrupted = interruptedBy !== undefined || (exitCode > 128 && exitCode < 200);
  if (isInterrupted) {
    setTimeout(leave, LAST_WORDS_MS);
  }
  stdout.write('', error =>
    error && !isInterrupted ? endUnread(error as NodeJS.ErrnoException) : stderr.write('', leave),
  );
});
