import {SIGNAL_EXIT_CODE} from '../base/exit-code.js';
import type {StoreSnapshot, TaskStore, TrackedTask} from '../poll/snapshot.js';
import {objectUri} from '../task/store-image-task.js';
import type {Intent} from '../view/keymap.js';
import {nextSteps} from '../view/next-step.js';
import {isPicker} from '../view/picker-lines.js';
import {typedSoFar, type ViewAction, type ViewState} from '../view/view-state.js';

/** What the terminal's owner does for the screen. */
export type Terminal = {
  readonly leave: (exitCode: number, message?: string) => void;
  readonly redraw: () => void;
  readonly suspend: () => void;

  /** False where the terminal can't be given a text, or not one that long. */
  readonly copy: (text: string) => boolean;
};

export type IntentTools = {
  readonly store: TaskStore;
  readonly terminal: Terminal;
  readonly read: () => ViewState;
  readonly dispatch: (action: ViewAction) => void;
  readonly selected: () => TrackedTask | undefined;
  readonly pageSize: () => number;
  readonly notify: (text: string) => void;
};

/** The intervals that `+` and `-` step through, in seconds. */
const INTERVALS = [2, 5, 10, 15, 30, 60, 120, 300] as const;
const INTERRUPTED = SIGNAL_EXIT_CODE.SIGINT;

/** Does what a key means: view state changes, the store is told, or the terminal is. */
export function runIntent(intent: Intent, tools: IntentTools): void {
  const {store, terminal, read, dispatch} = tools;
  const move = moveAction(intent, read().mode, tools.pageSize());
  if (move) {
    dispatch(move);
    return;
  }

  const simple = SIMPLE[intent];
  if (simple) {
    dispatch(simple);
    return;
  }

  switch (intent) {
    case 'open':
      if (tools.selected()) {
        dispatch({type: 'modeOpened', mode: 'detail'});
      }

      return;
    case 'bottom':
      dispatch({type: 'wentToEnd'});
      if (read().pending === 'end') {
        store.loadAll();
      }

      return;
    case 'search':
      dispatch({type: 'modeOpened', mode: read().mode === 'help' ? 'helpSearch' : 'search'});
      return;
    case 'erase': {
      const typed = Array.from(typedSoFar(read()) ?? '');
      dispatch({type: 'searched', text: typed.slice(0, -1).join('')});
      return;
    }

    case 'leaveSearch':
      dispatch({type: 'searched', text: ''});
      dispatch({type: 'modeLeft'});
      return;
    case 'pickRegions':
    case 'pickProfiles':
      pickOrigin(intent === 'pickRegions' ? 'regions' : 'profiles', tools);
      return;
    case 'pause':
      (store.getSnapshot().isPaused ? store.resume : store.pause)();
      return;
    case 'refresh':
      store.refresh();
      return;
    case 'slower':
    case 'faster':
      store.setInterval(nextInterval(store.getSnapshot(), intent));
      return;
    case 'copyId':
      copy(tools.selected()?.task.amiId, tools);
      return;
    case 'copyUri': {
      const task = tools.selected()?.task;
      copy(task && objectUri(task), tools);
      return;
    }

    case 'copyCommand':
    case 'copyCheck': {
      const tracked = tools.selected();
      const steps = tracked && nextSteps(tracked.task, store.getSnapshot().sources[tracked.source]);
      copy((intent === 'copyCommand' ? steps?.main : steps?.check)?.command, tools);
      return;
    }

    case 'redraw':
      terminal.redraw();
      return;
    case 'suspend':
      terminal.suspend();
      return;
    case 'escape':
      stepBack(tools);
      return;
    case 'back':
      if (read().mode === read().root) {
        terminal.leave(0);
      } else {
        dispatch({type: 'modeLeft'});
      }

      return;
    case 'interrupt':
      terminal.leave(INTERRUPTED);
  }
}

const SIMPLE: Partial<Record<Intent, ViewAction>> = {
  keepSearch: {type: 'modeLeft'},
  eraseAll: {type: 'searched', text: ''},
  showAll: {type: 'statesChosen', states: []},
  showInProgress: {type: 'statesChosen', states: ['InProgress']},
  showCompleted: {type: 'statesChosen', states: ['Completed']},
  showFailed: {type: 'statesChosen', states: ['Failed']},
  cycleState: {type: 'stateCycled'},
  pickBuckets: {type: 'modeOpened', mode: 'buckets'},
  togglePick: {type: 'pickToggled'},
  applyPicks: {type: 'picksApplied'},
  clear: {type: 'filtersCleared'},
  cycleOrder: {type: 'orderCycled'},
  reverse: {type: 'orderReversed'},
  toggleTime: {type: 'timeToggled'},
  toggleUtc: {type: 'utcToggled'},
  events: {type: 'modeOpened', mode: 'events'},
  troubles: {type: 'modeOpened', mode: 'troubles'},
  help: {type: 'modeOpened', mode: 'help'},
};

const STEPS: Partial<Record<Intent, (page: number) => number>> = {
  down: () => 1,
  up: () => -1,
  pageDown: page => page,
  pageUp: page => -page,
  top: () => Number.NEGATIVE_INFINITY,
  bottom: () => Number.POSITIVE_INFINITY,
};

/** The same keys move a selection in the table and in a list to choose from, and the text elsewhere. */
function moveAction(intent: Intent, mode: ViewState['mode'], page: number): ViewAction | undefined {
  const by = STEPS[intent]?.(page);
  if (by === undefined) {
    return undefined;
  }

  if (isPicker(mode)) {
    return {type: 'pickerMoved', by};
  }

  if (mode !== 'table' && mode !== 'search') {
    return {type: 'scrolled', by};
  }

  switch (intent) {
    case 'pageDown':
    case 'pageUp':
      return {type: 'pageTurned', by: intent === 'pageDown' ? 1 : -1};
    case 'top':
      return {type: 'wentToTop'};
    case 'bottom':
      return undefined;
    default:
      return {type: 'moved', by};
  }
}

/** With a single source there is nothing to choose from. */
function pickOrigin(mode: 'regions' | 'profiles', {store, dispatch, notify}: IntentTools): void {
  if (store.getSnapshot().sources.length > 1) {
    dispatch({type: 'modeOpened', mode});
  } else {
    notify('there is one source only');
  }
}

function stepBack({store, read, dispatch}: IntentTools): void {
  const {mode, root, pending} = read();
  if (mode !== root) {
    dispatch({type: 'modeLeft'});
  } else if (pending !== undefined || store.getSnapshot().coverage.isLoading) {
    store.stopLoading();
    dispatch({type: 'loadingStopped'});
  }
}

function nextInterval({intervalMs}: StoreSnapshot, direction: 'slower' | 'faster'): number {
  const seconds = intervalMs / 1000;
  const next =
    direction === 'slower'
      ? INTERVALS.find(step => step > seconds)
      : INTERVALS.findLast(step => step < seconds);
  return (next ?? seconds) * 1000;
}

function copy(text: string | undefined, {terminal, notify}: IntentTools): void {
  if (text) {
    notify(`${terminal.copy(text) ? 'copied' : "can't be copied here:"} ${text}`);
  }
}
