import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import type {Socket} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {type IPty, spawn} from '@lydell/node-pty';
import {NODE} from './built-file.js';
import {builtProgram} from './pty-build.js';
import {createScreen, type Screen, type Size} from './screen.js';

/** After this something is broken, however busy the machine is. */
const DEADLINE_MS = 60_000;
const LOOK_EVERY_MS = 10;

/** Where a frame of the screen ends (the end of synchronized output). */
const END_FRAME = '\u{1B}[?2026l';

export type PtyOptions = {
  readonly args: readonly string[];

  /** @default 80x24 */
  readonly size?: Size;

  /** Beside or instead of the usual ones; `undefined` takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>;

  /** `jobs`: a shell with job control. It says `stopped N` when the program stops, with its own settings of the terminal as interactive shells do it, and goes on with `fg` at the next line. `background`: likewise, but it says `continues N` and goes on with `bg`, until the program ends. */
  readonly shell?: 'plain' | 'jobs' | 'background';

  /** Shell text before the program starts, such as `trap '' HUP`. */
  readonly prelude?: string;

  /** Shell text behind the command, such as `</dev/null`. */
  readonly redirect?: string;
};

/** What ends a terminal that was started; a test's context is one. */
export type Cleanups = {readonly after: (action: () => unknown) => void};

/** How it ended, as the shell in between saw it. */
export type PtyExit = {readonly code: number; readonly signal: number};

export type Pty = Pick<Screen, 'lines' | 'text' | 'modes' | 'normalText'> & {
  /** Waits until a whole frame shows this; a text may be anywhere on it. Fails with the screen. */
  readonly waitFor: (
    wanted: string | RegExp | ((text: string) => boolean),
    why: string,
  ) => Promise<string>;
  readonly press: (keys: string) => void;
  readonly resize: (size: Size) => void;

  /** The terminal has a size for so short a time that the program never sees it. */
  readonly shrinkForAMoment: (size: Size) => void;

  /** Resolves when the shell has ended, and with it the program. */
  readonly exited: Promise<PtyExit>;

  /** `exited`, or a failure with the screen when it never comes. */
  readonly end: (why: string) => Promise<PtyExit>;

  /** Everything that reached the terminal so far. */
  readonly output: () => string;

  /** Bytes that reached the terminal so far. */
  readonly bytes: () => number;

  /** The frames drawn since so many bytes, each with its end mark. */
  readonly framesSince: (bytes: number) => readonly string[];

  /** The program's own process. */
  readonly pid: () => Promise<number>;

  /** A file that the shell has written: `before` and `after` are the terminal's settings, `code` the exit code. */
  readonly note: (name: 'before' | 'after' | 'code' | 'stopped') => Promise<string>;

  /** The terminal stops reading, and reads again. */
  readonly pauseReading: () => void;
  readonly resumeReading: () => void;

  /** Closes the terminal, as a killed pane or a dropped line does. */
  readonly hangUp: () => void;
};

/** Runs the built program on a terminal of its own, in a shell that notes the terminal's settings before and after. */
export function startPty(t: Cleanups, options: PtyOptions): Pty {
  const {args, size = {columns: 80, rows: 24}, shell = 'plain'} = options;
  const folder = mkdtempSync(join(tmpdir(), 'amiwatch-pty-'));
  const pty = spawn('sh', ['-c', scriptFor(shell, options), 'sh', NODE, builtProgram(), ...args], {
    cols: size.columns,
    rows: size.rows,
    cwd: folder,
    encoding: null,
    env: envFor(folder, options),
  });
  const screen = createScreen(size);
  const chunks: Buffer[] = [];
  let bytes = 0;
  let isOver = false;
  screen.onAnswer(data => pty.write(data));
  pty.onData(data => {
    const chunk = Buffer.from(data as unknown as Uint8Array);
    chunks.push(chunk);
    bytes += chunk.length;
    void screen.write(chunk);
  });
  const {destroyAtOnce} = readToTheEnd(pty, () => bytes);
  const exited = new Promise<PtyExit>(resolve => {
    pty.onExit(({exitCode, signal = 0}) => {
      isOver = true;
      resolve({code: exitCode, signal});
    });
  });

  const output = () => Buffer.concat(chunks).toString();
  const show = () => `${screen.text()}\n--- ${isOver ? 'it has ended' : 'it runs'}`;
  const readNote = (name: string): string | undefined => {
    try {
      return readFileSync(join(folder, name), 'utf8').trim() || undefined;
    } catch {
      return undefined;
    }
  };

  const until = <T>(look: () => T | undefined, why: string) => waitUntil(look, why, show);
  t.after(async () => {
    const pid = readNote('pid');
    if (pid && isAlive(Number(pid))) {
      process.kill(Number(pid), 'SIGKILL');
    }

    if (!isOver) {
      pty.resume();
      pty.kill('SIGKILL');
      await exited;
    }

    rmSync(folder, {recursive: true, force: true});
  });

  return {
    ...screen,
    async waitFor(wanted, why) {
      const matches =
        typeof wanted === 'function'
          ? wanted
          : (text: string) =>
              typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
      return until(() => {
        const wasOver = isOver;
        const text = screen.text();
        // In the middle of a frame a terminal shows nothing of it yet.
        if (!screen.modes().has('frame') && matches(text)) {
          return text;
        }

        if (wasOver) {
          throw new Error(`it ended before: ${why}\n${show()}`);
        }

        return undefined;
      }, why);
    },
    press: keys => pty.write(keys),
    resize(next) {
      screen.resize(next);
      pty.resize(next.columns, next.rows);
    },
    shrinkForAMoment(size) {
      const before = screen.size();
      screen.resize(size);
      screen.resize(before);
    },
    exited,
    async end(why) {
      await until(() => isOver || undefined, why);
      // What it wrote last is still on its way to the screen.
      await screen.write('');
      return exited;
    },
    output,
    bytes: () => bytes,
    framesSince(from) {
      const text = Buffer.concat(chunks).subarray(from).toString();
      return text
        .split(END_FRAME)
        .slice(0, -1)
        .map(frame => frame + END_FRAME);
    },
    pid: async () => Number(await until(() => readNote('pid'), 'its process id')),
    note: name => until(() => readNote(name), `the note ${name}`),
    pauseReading: () => pty.pause(),
    resumeReading: () => pty.resume(),
    hangUp() {
      destroyAtOnce();
      (pty as unknown as {destroy: () => void}).destroy();
    },
  };
}

/**
node-pty destroys its socket 200 ms after the process has ended. Where this process stood still in that time, what the terminal still holds would be lost: the socket is destroyed once nothing has come between two looks.
@returns Has it destroyed at once from now on, as whoever closes the terminal wants it.
*/
export function readToTheEnd(pty: IPty, bytes: () => number): {readonly destroyAtOnce: () => void} {
  const socket = (pty as unknown as {_socket: Socket})._socket;
  const destroy = socket.destroy.bind(socket);
  socket.destroy = () => {
    const look = (before: number) => {
      setTimeout(() => (bytes() > before ? look(bytes()) : destroy()), LOOK_EVERY_MS);
    };
    look(bytes());
    return socket;
  };
  return {
    destroyAtOnce() {
      socket.destroy = destroy;
    },
  };
}

/** Looks again and again until there is something; the only way that these tests wait. */
export async function waitUntil<T>(
  look: () => T | undefined,
  why: string,
  show: () => string = () => '',
): Promise<T> {
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    const found = look();
    if (found !== undefined) {
      return found;
    }

    if (Date.now() > deadline) {
      throw new Error(`never came: ${why}\n${show()}`);
    }

    await sleep(LOOK_EVERY_MS);
  }
}

/** False too for a process that has ended and that nobody has asked after. */
export function isAlive(pid: number): boolean {
  try {
    // The state follows the name, which is in brackets and may hold anything.
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

function scriptFor(
  shell: NonNullable<PtyOptions['shell']>,
  {prelude = '', redirect = ''}: PtyOptions,
): string {
  const run = `sh -c 'echo $$ >pid; exec "$@"' sh "$@" ${redirect}; code=$?`;
  const lines = {
    plain: run,
    jobs: `set -m
${run}
count=0
# 147 and 148: stopped by SIGSTOP and SIGTSTP.
while [ $code -eq 147 ] || [ $code -eq 148 ]; do
  count=$((count + 1))
  stty -g >stopped
  stty "$(cat before)"
  echo "stopped $count"
  read -r line
  fg >/dev/null
  code=$?
done`,
    background: `set -m
${run}
count=0
while [ $code -eq 147 ] || [ $code -eq 148 ]; do
  count=$((count + 1))
  stty "$(cat before)"
  bg >/dev/null
  echo "continues $count"
  wait "$(cat pid)"
  code=$?
done`,
  };
  return `${prelude}
stty -g >before
${lines[shell]}
stty -g >after
echo $code >code
exit $code`;
}

/** Nothing of the person who runs the tests; `CI` above all, with which Ink draws nothing. */
function envFor(folder: string, {env}: PtyOptions): Record<string, string> {
  const all = {
    PATH: process.env.PATH,
    HOME: folder,
    TERM: 'xterm-256color',
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'not-a-secret',
    AWS_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    ...env,
  };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
