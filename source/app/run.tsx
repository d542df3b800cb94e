import chalk from 'chalk';
import {type Instance, render} from 'ink';
import {type AlertOptions, createAlerts} from '../alert/create-alerts.js';
import {EXIT_CODE} from '../base/exit-code.js';
import {keepHeapSmall} from '../base/small-heap.js';
import type {Clock} from '../poll/clock.js';
import type {StoreSnapshot, TaskStore} from '../poll/snapshot.js';
import type {Order} from '../task/order.js';
import type {Trouble} from '../view/panels/trouble-lines.js';
import {isNews, startLooking} from '../view/state/looked.js';
import {initialState, NO_FILTERS, type ViewState} from '../view/state/view-state.js';
import {chooseGlyphs} from '../view/text/theme.js';
import {App} from './app.js';
import {colorLevel} from './color-level.js';
import {copyText} from './copy-text.js';
import {leaveWhenDone} from './leave-when-done.js';
import {createLiveProgram} from './live-program.js';
import {createProblemLog, observed} from './observed.js';
import type {TerminalActions} from './perform.js';
import {createPresence} from './presence.js';
import {watchForEnd} from './terminal-end.js';
import {createTerminalInput} from './terminal-input.js';
import {terminalModes} from './terminal-modes.js';
import {createThriftyOutput} from './thrifty-output.js';

export type LiveOptions = {
  readonly store: TaskStore;
  readonly clock: Clock;
  readonly view: {
    readonly states: readonly string[];
    readonly buckets: readonly string[];

    /** Milliseconds since the epoch. */
    readonly since?: number;
    readonly isSinceAgo?: boolean;
    readonly order: Order;
    readonly isReversed: boolean;
  };
  readonly isUtc: boolean;

  /** Starts with the overview. @default false */
  readonly isOverview?: boolean;
  readonly color: 'on' | 'off' | 'auto';

  /** Ids of `COLUMNS`; all that fit otherwise. */
  readonly columns?: readonly string[];
  /** Sentences for a screen reader, instead of a table. @default what INK_SCREEN_READER says, as for any program of Ink */
  readonly isReader?: boolean | undefined;
  readonly isDemo: boolean;
  readonly version: string;

  /** What tells of changes while nobody looks. */
  readonly alerts?:
    | Pick<AlertOptions, 'bell' | 'notify' | 'title' | 'exec' | 'log' | 'isWatched'>
    | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly stdin: NodeJS.ReadStream;

  /** Where frames go. A stream that doesn't wait for a terminal that nobody reads keeps polls and hooks going meanwhile. */
  readonly stdout: NodeJS.WriteStream;

  /** Whether the terminal may be used. Without it the screen waits, and all else goes on. */
  readonly isForeground: () => boolean;

  /** With it the screen leaves by itself, with exit code 0, as soon as it holds. */
  readonly isFinished?: (snapshot: StoreSnapshot) => boolean;
};

export type LiveResult = {
  readonly exitCode: number;

  /** For stderr, once the screen is left. */
  readonly message?: string;

  /** Sentences for stderr about what was asked for and didn't work: the log, the command. */
  readonly notes: readonly string[];
};

/** Starting makes much garbage at once; a small heap then would make it slower. */
const STARTED_MS = 3000;

/**
Shows the live screen until it is left, and gives the terminal back as it was.
Ends with `ok` after `q` or when finished, with a signal's code after one, after ^C or when the terminal is gone, with the error's where nothing can be asked, and with `other` for what nobody expected.
*/
export async function runLive(options: LiveOptions): Promise<LiveResult> {
  const {store, clock, env, stdin, stdout} = options;
  const stopKeeping = clock.schedule(keepHeapSmall, STARTED_MS);
  chalk.level = colorLevel(options.color, env);
  const input = createTerminalInput(stdin, env);
  const modes = terminalModes(env);
  let isFinished = false;
  let result: Omit<LiveResult, 'notes'> | undefined;
  let instance: Instance | undefined;
  let finish = () => {};
  const finished = new Promise<void>(resolve => {
    finish = resolve;
  });

  const leave: TerminalActions['leave'] = (exitCode, message) => {
    result ??= {exitCode, message};
    presence.check();
    instance?.unmount();
    finish();
  };

  const output = createThriftyOutput({
    stdout,
    isOurs: () => presence.isHere(),
    onDrain(isBehind) {
      alerts?.resume();
      if (isBehind) {
        repaint();
      }
    },
  });
  const problems = createProblemLog();
  const troubles = observed<readonly Trouble[]>([]);
  const alerts = options.alerts
    ? createAlerts({
        ...options.alerts,
        write: output.write,
        isBlocked: () => output.isBlocked() || !presence.isHere(),
        env,
        clock,
        onProblem: problems.add,
        onTroubles: troubles.set,
        isNews: event => isNews(program.getScreen().state.looked, event),
      })
    : undefined;

  const repaint = () => {
    if (instance && !result) {
      output.muted(instance.clear);
      output.paintOver();
      program.resize(sizeOf(stdout));
      instance.rerender(screen());
    }
  };

  const giveBack = () => {
    if (presence.isHere()) {
      output.write(modes.leave);
      alerts?.suspend();
      input.giveBack();
      presence.gone();
    }
  };

  const comeBack = () => {
    if (!result) {
      presence.come();
    }
  };

  const draw = () => {
    if (instance) {
      output.write(modes.enter);
      repaint();
    } else {
      start();
    }

    alerts?.resume();
  };

  const terminal: TerminalActions = {
    leave,
    redraw: repaint,
    suspend: () => watch.suspend(),
    copy: text => copyText(text, {env, write: output.write}),
  };
  const {isReader = env.INK_SCREEN_READER === 'true'} = options;
  const program = createLiveProgram({
    store,
    clock,
    terminal,
    problems,
    troubles,
    // Times that are told as such stay the same.
    initial: {...initialView(options), isAbsoluteTime: isReader},
    onLook: () => alerts?.resume(),
    setting: {
      size: sizeOf(stdout),
      glyphs: chooseGlyphs(env),
      columns: options.columns,
      version: options.version,
      isReader,
    },
  });
  const finishing =
    options.isFinished &&
    ((snapshot: StoreSnapshot) => {
      isFinished = options.isFinished?.(snapshot) ?? false;
      return isFinished;
    });
  const screen = () => <App program={program} clock={clock} isDemo={options.isDemo} />;

  const start = () => {
    // It may be long since the program was made.
    program.resize(sizeOf(stdout));
    output.write(modes.start);
    instance = render(screen(), {
      stdin: input.stream,
      stdout: output.stream,
      alternateScreen: true,
      incrementalRendering: true,
      interactive: true,
      // Ink would write all lines anew for each change, and a screen reader would read all of them out. The lines are sentences already.
      isScreenReaderEnabled: false,
      exitOnCtrlC: false,
      patchConsole: false,
    });
    output.write(modes.within);
    instance.waitUntilExit().then(finish, crash);
    if (result) {
      instance.unmount();
    }
  };

  const crash = (error: unknown) =>
    leave(EXIT_CODE.other, error instanceof Error ? error.message : String(error));
  const presence = createPresence({
    clock,
    input,
    isForeground: options.isForeground,
    // Ink takes the keys after the first frame; one pressed at once would be echoed onto it, and ^C would kill the job.
    onCome() {
      try {
        draw();
      } catch (error) {
        crash(error);
      }
    },
  });
  const watch = watchForEnd({stdin, stdout, leave, giveBack, comeBack, resized: repaint});
  const stopLooking = leaveWhenDone(store, leave, finishing);
  try {
    comeBack();
    alerts?.start(store);
    await finished;
  } catch (error) {
    result ??= {
      exitCode: EXIT_CODE.other,
      message: error instanceof Error ? error.message : String(error),
    };
  } finally {
    stopKeeping();
    stopLooking();
    presence.stop();
    watch.stop();
    // Hooks for the task that ended the program may finish; after `q` nothing is waited for.
    if (isFinished) {
      await alerts?.settled();
    }

    await alerts?.stop();
    if (presence.isHere()) {
      input.giveBack();
    }

    input.stop();
    output.stop();
  }

  return {...(result ?? {exitCode: EXIT_CODE.ok}), notes: alerts?.summary() ?? []};
}

function sizeOf({columns, rows}: NodeJS.WriteStream) {
  return {columns: columns || 80, rows: rows || 24};
}

function initialView({view, isUtc, isOverview, store, clock}: LiveOptions): ViewState {
  const {states, buckets, since, isSinceAgo, order, isReversed} = view;
  const snapshot = store.getSnapshot();
  return initialState({
    root: snapshot.imageIds.length === 1 && !isOverview ? 'single' : 'table',
    query: {...NO_FILTERS, states, buckets, since, isSinceAgo, order, isReversed},
    looked: startLooking(snapshot, clock.now()),
    isUtc,
    isOverview,
  });
}
