import './cli/no-debugger.js';
import {keepTerminalsAscii} from './cli/ascii-terminal.js';
import {homeFolder} from './cli/home-folder.js';
import {main} from './cli/main.js';
import {EXIT_CODE, SIGNAL_EXIT_CODE} from './ec2/exit-code.js';
import {systemClock} from './poll/clock.js';

// What Node warns of is nothing that the person in front of the screen can act on.
process.removeAllListeners('warning');
process.on('warning', () => {});

// No package has a say on the screen: the SDK warns on the console of a container that takes more than a second to give keys, and goes on.
console.warn = () => {};

// A user without a home (the random user ID of a container) has no files of AWS's either; the SDK would throw.
process.env.HOME ||= homeFolder(process.env) ?? '/';

let interruptedBy: keyof typeof SIGNAL_EXIT_CODE | undefined;

function untilInterrupted(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(name, () => {
      interruptedBy ??= name;
      controller.abort();
    });
  }
  return controller.signal;
}

// A dumb terminal can't go back over what it has written.
const canDraw =
  process.stdin.isTTY === true && process.stdout.isTTY === true && process.env.TERM !== 'dumb';

/** What was to be written is lost. Whoever reads a pipe may have seen enough; but 0 would say that what was waited for is done, or that a full disk has the report. */
function endUnread(error: NodeJS.ErrnoException): never {
  const isEnough = error.code === 'EPIPE' && !process.argv.includes('--wait');
  process.exit(isEnough ? undefined : EXIT_CODE.other);
}

if (!canDraw) {
  process.stdout.on('error', endUnread);
}

// A full disk under --debug is no reason to end, and unhandled it would end with 1, which says that a task Failed.
process.stderr.on('error', () => {});

const run = () =>
  main(process.argv.slice(2), {
    env: process.env,
    stdout: process.stdout,
    stderr: process.stderr,
    terminal: canDraw ? {stdin: process.stdin, stdout: process.stdout} : undefined,
    clock: systemClock,
    random: Math.random,
    untilInterrupted,
    async openSource(options) {
      const {openEc2Source} = await import('./ec2/client.js');
      return openEc2Source(options);
    },
  });

// No await: the built file is compiled as a script, which V8's compile cache covers on every start.
const kept = keepTerminalsAscii([process.stdout, process.stderr], process.env);
void (kept ? kept.then(run) : run()).then(exitCode => {
  process.exitCode = interruptedBy ? SIGNAL_EXIT_CODE[interruptedBy] : exitCode;
  // A pipe takes its time; nothing else is waited for. A terminal that is gone can't be waited for either.
  process.stdout.on('error', () => process.exit());
  process.stdout.write('', error => (error && !canDraw ? endUnread(error) : process.exit()));
});
