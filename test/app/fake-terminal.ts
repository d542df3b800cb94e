import {EventEmitter} from 'node:events';
import {PassThrough} from 'node:stream';
import xterm from '@xterm/headless';
import {type LiveOptions, type LiveResult, runLive} from '../../source/app/run.js';
import type {Clock} from '../../source/poll/clock.js';
import type {TaskStore} from '../../source/poll/snapshot.js';
import {NOW} from '../helpers/fake-store.js';

/** After this something is broken, however busy the machine is. */
const DEADLINE_MS = 60_000;

/** A clock that stands still until a test lets time pass. */
export function fakeClock() {
  let now = NOW;
  const timers = new Set<{at: number; readonly callback: () => void}>();
  const clock: Clock = {
    now: () => now,
    monotonic: () => now - NOW,
    schedule(callback, ms) {
      const timer = {at: now + ms, callback};
      timers.add(timer);
      return () => timers.delete(timer);
    },
  };
  return {
    clock,
    pass(ms: number) {
      now += ms;
      for (const timer of [...timers].filter(({at}) => at <= now)) {
        timers.delete(timer);
        timer.callback();
      }
    },
    timerCount: () => timers.size,
  };
}

class FakeStdin extends PassThrough {
  readonly isTTY = true;
  isRaw = false;
  setRawMode(isRaw: boolean) {
    this.isRaw = isRaw;
    return this;
  }

  ref() {
    return this;
  }

  unref() {
    return this;
  }
}

class FakeStdout extends EventEmitter {
  readonly isTTY = true;
  readonly writable = true;
  columns: number;
  rows: number;
  bytes = 0;
  text = '';
  readonly terminal: xterm.Terminal;

  constructor(terminal: xterm.Terminal, {columns, rows}: Size) {
    super();
    this.terminal = terminal;
    this.columns = columns;
    this.rows = rows;
  }

  write(chunk: string, callback?: () => void) {
    this.bytes += Buffer.byteLength(chunk);
    this.text += chunk;
    // What a terminal's driver does with a line feed.
    this.terminal.write(chunk.replaceAll('\n', '\r\n'), callback);
    return true;
  }
}

export type Size = {readonly columns: number; readonly rows: number};

export type Screen = {
  /** The lines as the terminal shows them, trailing blanks cut off. */
  readonly lines: () => readonly string[];
  readonly text: () => string;
  readonly type: (input: string) => void;
  readonly resize: (size: Size) => void;

  /** Waits until the screen is as wanted. */
  readonly until: (isWanted: (text: string) => boolean, what?: string) => Promise<void>;

  /** Waits until everything written so far is on the screen. */
  readonly flushed: () => Promise<void>;
  readonly stdout: FakeStdout;
  readonly stdin: FakeStdin;
  readonly ended: Promise<LiveResult>;

  /** True while the alternate screen is up. */
  readonly isUp: () => boolean;
};

/** Starts the live screen on a terminal of its own, read back through an emulator. */
export function startScreen(
  store: TaskStore,
  {columns, rows}: Size,
  options: Partial<LiveOptions> = {},
): Screen {
  const terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
  const stdout = new FakeStdout(terminal, {columns, rows});
  const stdin = new FakeStdin();
  const ended = runLive({
    store,
    clock: fakeClock().clock,
    view: {states: [], buckets: [], order: 'start', isReversed: false},
    isUtc: true,
    color: 'off',
    isDemo: false,
    version: '1.0.0',
    env: {LANG: 'C.UTF-8', TERM: 'xterm-256color'},
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: stdout as unknown as NodeJS.WriteStream,
    isForeground: () => true,
    ...options,
  });
  const lines = () => {
    const {active} = terminal.buffer;
    // A line keeps the cells of a wider screen, out of sight.
    return Array.from({length: terminal.rows}, (_, index) =>
      (
        active.getLine(active.baseY + index)?.translateToString(true, 0, terminal.cols) ?? ''
      ).trimEnd(),
    );
  };

  const flushed = () => new Promise<void>(resolve => terminal.write('', resolve));
  const text = () => lines().join('\n');
  return {
    lines,
    text,
    type: input => stdin.write(input),
    resize(size) {
      terminal.resize(size.columns, size.rows);
      stdout.columns = size.columns;
      stdout.rows = size.rows;
      stdout.emit('resize');
    },
    async until(isWanted, what = String(isWanted)) {
      const deadline = Date.now() + DEADLINE_MS;
      while (!isWanted(text())) {
        if (Date.now() > deadline) {
          throw new Error(`never came: ${what}\n${text()}`);
        }

        await flushed();
        await new Promise(resolve => setTimeout(resolve, 5));
      }
    },
    flushed,
    stdout,
    stdin,
    ended,
    isUp: () => terminal.buffer.active.type === 'alternate',
  };
}
