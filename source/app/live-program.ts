import type {Clock} from '../poll/clock.js';
import type {TaskStore} from '../poll/snapshot.js';
import {pastedText, typedText} from '../view/input/keys.js';
import {bodyFingerprint, isSameFrame} from '../view/panels/same-frame.js';
import {afterCopy} from '../view/state/after-copy.js';
import {beginWithFilters} from '../view/state/filters.js';
import {runOf, stepOf} from '../view/state/keymap.js';
import {lookAgain} from '../view/state/looked.js';
import {selectedTask} from '../view/state/moves.js';
import {keepLast} from '../view/state/remember.js';
import type {Screen, Setting} from '../view/state/screen.js';
import {screenOf} from '../view/state/screen-of.js';
import {settle} from '../view/state/settle.js';
import type {Step} from '../view/state/step.js';
import {typedSoFar, typeText} from '../view/state/typing.js';
import type {ViewState} from '../view/state/view-state.js';
import type {Copied} from './copy-text.js';
import type {Observed, ProblemLog} from './observed.js';
import {perform, type TerminalActions} from './perform.js';

export type LiveProgramOptions = {
  readonly store: TaskStore;
  readonly clock: Clock;
  readonly terminal: TerminalActions;
  readonly problems: Pick<ProblemLog, 'subscribe' | 'getSnapshot'>;
  readonly troubles: Pick<Observed<Setting['troubles']>, 'subscribe' | 'getSnapshot'>;
  readonly initial: ViewState;

  /** Somebody has pressed a key: what is news may be less. */
  readonly onLook?: () => void;
  readonly setting: Omit<Setting, 'now' | 'problems' | 'troubles'>;
};

/** The live screen apart from its drawing. */
export type LiveProgram = {
  /** Tells of each screen that is to be drawn. The first subscriber starts the polling, the last one stops it. */
  readonly subscribe: (listener: () => void) => () => void;

  /** What there is to draw; the same object until `subscribe` tells of another. */
  readonly getScreen: () => Screen;

  /** Keys that came in one piece, as `toKeys` names them. */
  readonly press: (keys: readonly string[]) => void;
  readonly paste: (text: string) => void;

  /** Also brings the screen up to date. */
  readonly resize: (size: Setting['size']) => void;
};

/** What one key had to say doesn't outlive the next. */
function withoutNotice(state: ViewState): ViewState {
  return state.notice === undefined ? state : {...state, notice: undefined};
}

/** How long a key's answer is in the footer. */
export const NOTICE_MS = 5000;

/** How old the ages and estimates of the body may be, which change by the minute: above the usual interval with its jitter, so that a screen that each poll brings up to date is not drawn in between as well; and half of the interval while nothing runs, so that it is looked at once in between. */
const TICK_MS = 15_000;

/**
Holds the state of the screen, and lets keys, polls and time change it: each makes a step (pure), whose effects are done here before the next one.
Tells of a screen only when it would draw another frame: Ink lays all of it out anew for every render.
*/
export function createLiveProgram(options: LiveProgramOptions): LiveProgram {
  const {store, clock, terminal, problems, troubles} = options;
  const listeners = new Set<() => void>();
  const screenAt = keepLast(screenOf);
  let state = options.initial;
  let setting: Setting = {
    ...options.setting,
    now: clock.now(),
    problems: problems.getSnapshot(),
    troubles: troubles.getSnapshot(),
  };
  let drawn = screenAt(state, store.getSnapshot(), setting);

  const screen = () => screenAt(state, store.getSnapshot(), setting);

  const take = (step: Step) => {
    state = step.state;
    for (const effect of step.effects) {
      perform(effect, store, terminal, tellCopied);
    }
  };

  const tellCopied = (text: string, where: Copied) => {
    state = afterCopy(state, text, where, {
      width: screen().width,
      ellipsis: setting.glyphs.ellipsis,
    });
    follow();
    if (where !== 'nowhere') {
      forgetNotice();
    }
  };

  const isSame = () => isSameFrame(drawn.snapshot, store.getSnapshot(), drawn.state.mode);

  const follow = (isOther = false) => {
    if (!isSame()) {
      setting = {...setting, now: clock.now()};
    }

    take(settle(state, screen()));
    if (isOther || state !== drawn.state || !isSame()) {
      const {now} = drawn;
      drawn = screen();
      if (drawn.now !== now) {
        tickLater();
      }

      for (const listener of listeners) {
        listener();
      }
    }
  };

  let stopTicking = () => {};

  /** Looks again when what is drawn has become old. */
  const tickLater = () => {
    stopTicking();
    if (listeners.size > 0) {
      stopTicking = clock.schedule(tick, TICK_MS);
    }
  };

  const tick = () => {
    const now = clock.now();
    const text = bodyFingerprint(screenAt(state, store.getSnapshot(), {...setting, now}));
    if (text === undefined || text !== bodyFingerprint(drawn)) {
      change({now});
    } else {
      tickLater();
    }
  };

  const change = (members: Partial<Setting>) => {
    setting = {...setting, ...members};
    follow(true);
  };

  const input = (work: () => void) => {
    setting = {...setting, now: clock.now()};
    const selected = selectedTask(screen())?.key;
    const looked = lookAgain(state.looked, store.getSnapshot(), setting.now, selected);
    state = withoutNotice({...state, looked});
    work();
    follow();
    options.onLook?.();
    forgetNotice();
  };

  let stopForgetting = () => {};

  /** What a key had to say goes by itself; a screen reader would read the line once more. */
  const forgetNotice = () => {
    const {notice} = state;
    stopForgetting();
    if (notice !== undefined && !setting.isReader) {
      stopForgetting = clock.schedule(() => {
        if (state.notice === notice) {
          state = {...state, notice: undefined};
          follow();
        }
      }, NOTICE_MS);
    }
  };

  const type = (text: string) => take(typeText(state, screen(), text));

  const press = (keys: readonly string[]) => {
    let typed = '';
    for (const key of keys) {
      const run = runOf(key, state.mode);
      const text = run || typedSoFar(state) === undefined ? undefined : typedText(key);
      if (text !== undefined) {
        // What comes in one piece is searched for once, not once a character.
        typed += text;
      } else {
        type(typed);
        typed = '';
        state = withoutNotice(state);
        take(stepOf(key, state, screen()));
      }
    }

    type(typed);
  };

  // Before anything is asked for, which a screen that has its size does.
  take(beginWithFilters(state));

  const start = () => {
    const stopStore = store.subscribe(() => follow());
    const stopProblems = problems.subscribe(() => change({problems: problems.getSnapshot()}));
    const stopTroubles = troubles.subscribe(() => change({troubles: troubles.getSnapshot()}));
    tickLater();
    follow();
    return () => {
      stopStore();
      stopProblems();
      stopTroubles();
      stopForgetting();
      stopTicking();
    };
  };

  let stop = () => {};
  return {
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) {
        stop = start();
      }

      return () => {
        if (listeners.delete(listener) && listeners.size === 0) {
          stop();
        }
      };
    },
    getScreen: () => drawn,
    press: keys => input(() => press(keys)),
    paste: text => input(() => type(pastedText(text))),
    resize(size) {
      const {columns, rows} = setting.size;
      if (size.columns === columns && size.rows === rows) {
        follow();
      } else {
        change({size});
      }
    },
  };
}
