import {
  copyId,
  copyStep,
  copyUri,
  INTERVAL_LIMITS,
  longerInterval,
  pauseOrResume,
  shorterInterval,
} from './effects.js';
import {filterEvents, openEventTask, toggleEvents} from './event-steps.js';
import {
  applyPicks,
  clearFilters,
  isNarrowed,
  nextOrder,
  nextState,
  requery,
  reverseOrder,
} from './filters.js';
import {isPicker, isTable, type Mode} from './mode.js';
import {goToEnd, goToTop, move, nextTask, selectedTask} from './moves.js';
import {nothingHere} from './nothing-here.js';
import {goBack, leaveMode, openMode, toggleMode} from './open-mode.js';
import {
  changeBox,
  closeOverview,
  moveInBox,
  moveSideways,
  openOverview,
  reloadOverview,
  showInList,
  toggleFailedOnly,
} from './overview-steps.js';
import {lacksNames, leavePicker, loadChoices, togglePick} from './picker.js';
import type {Screen} from './screen.js';
import {changes, does, only, type Run, type Step} from './step.js';
import {stepBack} from './step-back.js';
import {
  eraseNext,
  eraseOne,
  eraseToEnd,
  eraseToStart,
  eraseWord,
  leaveSearch,
  moveCaret,
  typedSoFar,
} from './typing.js';
import type {ViewState} from './view-state.js';

export const HELP_GROUPS = ['Move', 'Filter', 'Data', 'Look', 'Program'] as const;

export type Binding = {
  readonly keys: readonly string[];

  /** What it does. */
  readonly run: Run;
  readonly modes: readonly Mode[];

  /** What there must be for it to do something, and what it says where there is not. The footer offers it only then. */
  readonly needs?: Need;
  readonly group: (typeof HELP_GROUPS)[number];

  /** For the help; absent where another row already explains the key. */
  readonly help?: string;

  /** One or two words for the footer, and how soon they give way: the lowest number stays longest. */
  readonly footer?: {
    readonly keys?: string;
    readonly label: string | ((screen: Screen) => string);

    /** Whether it is worth telling of now. @default always */
    readonly isOffered?: (screen: Screen) => boolean;
    readonly priority: number;

    /** Stands at the right edge: help and the way out. @default at the left */
    readonly isAtRight?: boolean;
  };
};

type Need = {
  readonly isMet: (screen: Screen) => boolean;
  readonly otherwise: string | ((screen: Screen) => string);
};

const PICKERS = ['buckets', 'regions', 'profiles'] as const;

/** Where every letter may be a key. */
const READING = ['table', 'single', 'detail', 'events', 'troubles', 'byHand', 'help'] as const;
const READING_ALL = [...READING, 'overview'] as const;
const LISTS = [...READING, ...PICKERS] as const;
const SHOWN = ['table', 'single', 'detail'] as const;
const TYPING = ['search', 'helpSearch'] as const;

/** Where letters are text. */
const NAMING = [...TYPING, ...PICKERS] as const;
const EVERYWHERE = [...LISTS, ...TYPING, 'overview'] as const;

const A_TASK: Need = {
  isMet: screen => selectedTask(screen) !== undefined,
  otherwise: 'no task is selected',
};
const A_PREVIEW: Need = {
  isMet: ({layout, rows}) => layout.canPreview && rows.total > 0,
  otherwise: ({layout}) =>
    layout.canPreview ? 'no task is selected' : 'the preview needs 30 rows or 160 columns',
};
const SOURCES: Need = {
  isMet: ({snapshot}) => snapshot.sources.length > 1,
  otherwise: 'there is one source only',
};
const A_MATCH: Need = {
  isMet: ({state, rows}) => state.query.search !== '' && rows.total > 0,
  otherwise({state, snapshot, display}) {
    if (state.query.search === '') {
      return 'no search yet, / begins one';
    }

    return snapshot.coverage.isComplete
      ? 'nothing found'
      : `nothing found; ${display.glyphs.right} searches older`;
  },
};
const A_CHOICE: Need = {
  isMet: screen => screen.choices().length > 0,
  otherwise: 'nothing to choose here',
};
const SOME_TEXT: Need = {
  isMet: ({state}) => typedSoFar(state) !== '',
  otherwise: 'nothing is typed yet',
};

/** The one table of keys: what they do, footer and help are all here. */
export const KEYMAP: readonly Binding[] = [
  {
    keys: ['down', 'j'],
    run: changes((state, screen) => move(state, screen, 1)),
    modes: READING,
    group: 'Move',
    help: 'Next row',
    footer: {keys: 'updown', label: 'move', priority: 20, isOffered: canMove},
  },
  {
    keys: ['up', 'k'],
    run: changes((state, screen) => move(state, screen, -1)),
    modes: READING,
    group: 'Move',
    help: 'Previous row',
  },
  {
    keys: ['down'],
    run: changes((state, screen) => move(state, screen, 1)),
    modes: NAMING,
    group: 'Move',
  },
  {
    keys: ['up'],
    run: changes((state, screen) => move(state, screen, -1)),
    modes: NAMING,
    group: 'Move',
  },
  {
    keys: ['right', 'pagedown', 'ctrl+f'],
    run: changes((state, screen) => move(state, screen, screen.pageSize)),
    modes: READING,
    group: 'Move',
    help: 'Next page; older tasks are loaded',
    footer: {keys: 'leftright', label: 'page', priority: 11, isOffered: canPage},
  },
  {
    keys: ['pagedown'],
    run: changes((state, screen) => move(state, screen, screen.pageSize)),
    modes: NAMING,
    group: 'Move',
  },
  {
    keys: ['pageup'],
    run: changes((state, screen) => move(state, screen, -screen.pageSize)),
    modes: NAMING,
    group: 'Move',
  },
  {
    keys: ['ctrl+f'],
    run: changes((state, screen) => move(state, screen, screen.pageSize)),
    modes: PICKERS,
    group: 'Move',
  },
  {
    keys: ['ctrl+b'],
    run: changes((state, screen) => move(state, screen, -screen.pageSize)),
    modes: PICKERS,
    group: 'Move',
  },
  {keys: ['home'], run: changes(goToTop), modes: PICKERS, group: 'Move'},
  {keys: ['end'], run: goToEnd, modes: PICKERS, group: 'Move'},
  {
    keys: ['right'],
    run: loadChoices,
    modes: PICKERS,
    needs: {isMet: lacksNames, otherwise: 'all are here'},
    group: 'Filter',
    help: 'In a list to choose from: load older tasks, so that it is whole',
    footer: {label: 'load older', priority: 3},
  },
  {
    keys: ['left', 'pageup', 'ctrl+b'],
    run: changes((state, screen) => move(state, screen, -screen.pageSize)),
    modes: READING,
    group: 'Move',
    help: 'Previous page',
  },
  {
    keys: ['space', 'l'],
    run: changes((state, screen) => move(state, screen, screen.pageSize)),
    modes: READING,
    group: 'Move',
    help: 'Next page',
  },
  {
    keys: ['h'],
    run: changes((state, screen) => move(state, screen, -screen.pageSize)),
    modes: READING,
    group: 'Move',
    help: 'Previous page',
  },
  {
    keys: ['ctrl+d'],
    run: changes((state, screen) => move(state, screen, halfPage(screen))),
    modes: LISTS,
    group: 'Move',
    help: 'Half a page down',
  },
  {
    keys: ['ctrl+u'],
    run: changes((state, screen) => move(state, screen, -halfPage(screen))),
    modes: READING,
    group: 'Move',
    help: 'Half a page up',
  },
  {keys: ['g', 'home'], run: changes(goToTop), modes: READING, group: 'Move', help: 'First row'},
  {
    keys: ['G', 'end'],
    run: goToEnd,
    modes: READING,
    group: 'Move',
    help: 'Last row; loads every older task',
  },
  {
    keys: ['enter'],
    run: changes(state => openMode(state, 'detail')),
    modes: ['table'],
    needs: A_TASK,
    group: 'Move',
    help: 'Everything about the task',
    footer: {label: 'open', priority: 3},
  },
  {
    keys: ['/'],
    run: changes(state => openMode(state, 'search')),
    modes: ['table'],
    group: 'Filter',
    help: 'Search; the help ends with its language',
    footer: {label: 'find', priority: 4},
  },
  {
    keys: ['n'],
    run: changes((state, screen) => nextTask(state, screen, 1)),
    modes: ['table'],
    needs: A_MATCH,
    group: 'Filter',
    help: 'Next match of the search; in the detail: next task',
    footer: {keys: 'n N', label: 'next match', priority: 6},
  },
  {
    keys: ['N'],
    run: changes((state, screen) => nextTask(state, screen, -1)),
    modes: ['table'],
    needs: A_MATCH,
    group: 'Filter',
    help: 'Previous match; in the detail: previous task',
  },
  {
    keys: ['n'],
    run: changes((state, screen) => ({...nextTask(state, screen, 1), scroll: 0})),
    modes: ['detail'],
    group: 'Move',
    footer: {keys: 'n N', label: 'next task', priority: 3},
  },
  {
    keys: ['N'],
    run: changes((state, screen) => ({...nextTask(state, screen, -1), scroll: 0})),
    modes: ['detail'],
    group: 'Move',
  },
  {
    keys: ['/'],
    run: changes(state => openMode(state, 'helpSearch')),
    modes: ['help'],
    group: 'Program',
    help: 'In the help: find a key',
    footer: {label: 'find', priority: 2},
  },
  {
    keys: ['enter'],
    run: changes(leaveMode),
    modes: TYPING,
    group: 'Filter',
    footer: {label: 'keep', priority: 1},
  },
  {
    keys: ['escape'],
    run: leaveSearch,
    modes: TYPING,
    group: 'Filter',
    footer: {label: 'leave', priority: 1},
  },
  {keys: ['backspace', 'ctrl+h'], run: eraseOne, modes: NAMING, group: 'Filter'},
  {keys: ['delete'], run: eraseNext, modes: NAMING, group: 'Filter'},
  {
    keys: ['ctrl+w'],
    run: eraseWord,
    modes: NAMING,
    needs: SOME_TEXT,
    group: 'Filter',
    help: 'While typing: erase a word',
    footer: {label: 'erase word', priority: 4},
  },
  {
    keys: ['ctrl+u'],
    run: eraseToStart,
    modes: NAMING,
    needs: SOME_TEXT,
    group: 'Filter',
    help: 'While typing: erase all before the cursor',
    footer: {label: 'erase', priority: 3},
  },
  {
    keys: ['ctrl+k'],
    run: eraseToEnd,
    modes: NAMING,
    needs: SOME_TEXT,
    group: 'Filter',
    help: 'While typing: erase all behind the cursor',
  },
  {
    keys: ['ctrl+a', 'home'],
    run: changes(state => moveCaret(state, Number.NEGATIVE_INFINITY)),
    modes: TYPING,
    group: 'Filter',
    help: 'While typing: to the beginning',
  },
  {
    keys: ['ctrl+e', 'end'],
    run: changes(state => moveCaret(state, Number.POSITIVE_INFINITY)),
    modes: TYPING,
    group: 'Filter',
    help: 'While typing: to the end',
  },
  {
    keys: ['left', 'ctrl+b'],
    run: changes(state => moveCaret(state, -1)),
    modes: TYPING,
    group: 'Filter',
  },
  {
    keys: ['right', 'ctrl+f'],
    run: changes(state => moveCaret(state, 1)),
    modes: TYPING,
    group: 'Filter',
  },
  {
    keys: ['s'],
    run: nextState,
    modes: ['table'],
    group: 'Filter',
    help: 'Next state',
    footer: {label: 'state', priority: 18},
  },
  {
    keys: ['1'],
    run: (state, screen) => requery(state, screen, {states: []}),
    modes: ['table'],
    group: 'Filter',
    help: 'All states',
  },
  {
    keys: ['2'],
    run: (state, screen) => requery(state, screen, {states: ['InProgress']}),
    modes: ['table'],
    group: 'Filter',
    help: 'Only InProgress',
  },
  {
    keys: ['3'],
    run: (state, screen) => requery(state, screen, {states: ['Completed']}),
    modes: ['table'],
    group: 'Filter',
    help: 'Only Completed',
  },
  {
    keys: ['4'],
    run: (state, screen) => requery(state, screen, {states: ['Failed']}),
    modes: ['table'],
    group: 'Filter',
    help: 'Only Failed',
  },
  {
    keys: ['b'],
    run: changes(state => openMode(state, 'buckets')),
    modes: ['table'],
    group: 'Filter',
    help: 'Choose buckets',
    footer: {label: 'bucket', priority: 6},
  },
  {
    keys: ['R'],
    run: changes(state => openMode(state, 'regions')),
    modes: ['table'],
    needs: SOURCES,
    group: 'Filter',
    help: 'Choose Regions, with several sources',
  },
  {
    keys: ['P'],
    run: changes(state => openMode(state, 'profiles')),
    modes: ['table'],
    needs: SOURCES,
    group: 'Filter',
    help: 'Choose profiles, with several sources',
  },
  {
    keys: ['space'],
    run: changes(togglePick),
    modes: PICKERS,
    needs: A_CHOICE,
    group: 'Filter',
    footer: {label: 'choose', priority: 1},
  },
  {
    keys: ['enter'],
    run: applyPicks,
    modes: PICKERS,
    group: 'Filter',
    footer: {label: 'apply', priority: 1},
  },
  {
    keys: ['c'],
    run: clearFilters,
    modes: ['table'],
    needs: {isMet: isNarrowed, otherwise: 'nothing to clear'},
    group: 'Filter',
    help: 'Clear all filters, and the marks of what is news',
    footer: {label: 'clear', priority: 5},
  },
  {
    keys: ['o'],
    run: nextOrder,
    modes: ['table'],
    group: 'Filter',
    help: 'Sort by the next column: start, state, progress, eta, bucket',
    footer: {label: 'order', priority: 7},
  },
  {keys: ['O'], run: reverseOrder, modes: ['table'], group: 'Filter', help: 'Reverse the order'},
  {
    keys: ['p'],
    run: does(pauseOrResume),
    modes: READING_ALL,
    group: 'Data',
    help: 'Pause or resume',
    footer: {
      label: ({snapshot}) => (snapshot.isPaused ? 'resume' : 'pause'),
      priority: 11,
    },
  },
  {
    keys: ['r'],
    run: does(() => ({type: 'pollNow'})),
    modes: READING,
    group: 'Data',
    help: 'Refresh now',
    footer: {label: 'refresh', priority: 12},
  },
  {
    keys: ['f5'],
    run: does(() => ({type: 'pollNow'})),
    modes: EVERYWHERE,
    group: 'Data',
    help: 'Refresh now',
  },
  {
    keys: ['+', '='],
    run: does(longerInterval),
    modes: READING_ALL,
    needs: {
      isMet: ({snapshot}) => snapshot.intervalMs < INTERVAL_LIMITS.longestMs,
      otherwise: 'that is the longest interval',
    },
    group: 'Data',
    help: 'Longer interval',
  },
  {
    keys: ['-'],
    run: does(shorterInterval),
    modes: READING_ALL,
    needs: {
      isMet: ({snapshot}) => snapshot.intervalMs > INTERVAL_LIMITS.shortestMs,
      otherwise: 'that is the shortest interval',
    },
    group: 'Data',
    help: 'Shorter interval, 2 seconds at least',
  },
  {
    keys: ['t'],
    run: changes(state => ({...state, isAbsoluteTime: !state.isAbsoluteTime})),
    modes: ['table', 'single', 'detail', 'events', 'troubles', 'overview'],
    group: 'Look',
    help: 'Times relative or absolute',
    footer: {label: 'time', priority: 13},
  },
  {
    keys: ['u'],
    run: changes(state => ({...state, isUtc: !state.isUtc})),
    modes: ['table', 'single', 'detail', 'events', 'troubles', 'overview'],
    group: 'Look',
    help: 'Times in UTC or local',
    footer: {label: ({state}) => (state.isUtc ? 'local' : 'UTC'), priority: 14},
  },
  {
    keys: ['y'],
    run: does(copyId),
    modes: SHOWN,
    needs: A_TASK,
    group: 'Data',
    help: 'Copy the AMI ID',
  },
  {
    keys: ['Y'],
    run: does(copyUri),
    modes: [...SHOWN, 'events'],
    needs: {
      isMet: screen => copyUri(screen.state, screen) !== undefined,
      otherwise: 'no object yet',
    },
    group: 'Data',
    help: 'Copy the s3:// URI of the object',
  },
  {
    keys: ['tab'],
    run: changes(state => ({...state, hasPreview: !state.hasPreview})),
    modes: ['table'],
    needs: A_PREVIEW,
    group: 'Look',
    help: 'Take the preview of the selected task away, and bring it back',
    footer: {label: 'preview', priority: 10},
  },
  {
    keys: ['C'],
    run: does((_, screen) => copyStep(screen, 'main')),
    modes: ['single', 'detail'],
    needs: {
      isMet: screen => copyStep(screen, 'main') !== undefined,
      otherwise: 'there is no command to copy',
    },
    group: 'Data',
    help: 'Copy the command of the next step',
    footer: {label: 'copy command', priority: 4},
  },
  {
    keys: ['C'],
    run: does((_, screen) => copyStep(screen, 'main')),
    modes: ['table'],
    needs: {
      isMet: screen => copyStep(screen, 'main') !== undefined,
      otherwise: 'there is no command to copy',
    },
    group: 'Data',
  },
  {
    keys: ['H'],
    run: does((_, screen) => copyStep(screen, 'check')),
    modes: ['table', 'single', 'detail'],
    needs: {
      isMet: screen => copyStep(screen, 'check') !== undefined,
      otherwise: 'there is nothing to check',
    },
    group: 'Data',
    help: 'Copy the command that checks object or bucket',
  },
  {
    keys: ['e'],
    run: changes(toggleEvents),
    modes: READING_ALL.filter(mode => mode !== 'events'),
    group: 'Look',
    help: 'What has changed while it ran; again: back',
    footer: {label: 'events', priority: 8},
  },
  {
    keys: ['y'],
    run: does(copyId),
    modes: ['events'],
    needs: {isMet: A_TASK.isMet, otherwise: 'it is about no task'},
    group: 'Look',
    footer: {label: 'copy ID', priority: 5},
  },
  {
    keys: ['enter'],
    run: changes(openEventTask),
    modes: ['events'],
    needs: {isMet: A_TASK.isMet, otherwise: 'it is about no task'},
    group: 'Look',
    footer: {label: 'open task', priority: 2},
  },
  ...([1, 2, 3, 4] as const).map(
    (number): Binding => ({
      keys: [String(number)],
      run: changes((state, screen) => filterEvents(state, screen, number)),
      modes: ['events'],
      group: 'Look',
      ...(number === 2
        ? {
            help: 'In the events: only failed; 3 completed, 4 gaps, 1 all',
            footer: {label: 'only failed', priority: 4},
          }
        : {}),
    }),
  ),
  {
    keys: ['v'],
    run: openOverview,
    modes: READING,
    group: 'Look',
    help: 'Overview: each day, why it failed, where, what runs',
    footer: {label: 'overview', priority: 9},
  },
  {
    keys: ['down', 'j'],
    run: changes((state, screen) => moveInBox(state, screen, 1)),
    modes: ['overview'],
    group: 'Look',
  },
  {
    keys: ['up', 'k'],
    run: changes((state, screen) => moveInBox(state, screen, -1)),
    modes: ['overview'],
    group: 'Look',
  },
  {
    keys: ['right', 'l'],
    run: changes((state, screen) => moveSideways(state, screen, 1)),
    modes: ['overview'],
    group: 'Look',
  },
  {
    keys: ['left', 'h'],
    run: changes((state, screen) => moveSideways(state, screen, -1)),
    modes: ['overview'],
    group: 'Look',
  },
  {
    keys: ['pagedown', 'ctrl+f', 'ctrl+d', 'space'],
    run: changes((state, screen) => moveInBox(state, screen, 7)),
    modes: ['overview'],
    group: 'Look',
  },
  {
    keys: ['pageup', 'ctrl+b', 'ctrl+u'],
    run: changes((state, screen) => moveInBox(state, screen, -7)),
    modes: ['overview'],
    group: 'Look',
  },
  {
    keys: ['g', 'home'],
    run: changes((state, screen) => moveInBox(state, screen, Number.NEGATIVE_INFINITY)),
    modes: ['overview'],
    group: 'Look',
  },
  {
    keys: ['G', 'end'],
    run: changes((state, screen) => moveInBox(state, screen, Number.POSITIVE_INFINITY)),
    modes: ['overview'],
    group: 'Look',
  },
  {
    keys: ['enter'],
    run: showInList,
    modes: ['overview'],
    group: 'Look',
    footer: {label: 'show these tasks', priority: 3},
  },
  {
    keys: ['tab'],
    run: changes((state, screen) => changeBox(state, screen, 1)),
    modes: ['overview'],
    group: 'Look',
    help: 'In the overview: next box',
    footer: {label: 'next box', priority: 4},
  },
  {
    keys: ['f'],
    run: changes(toggleFailedOnly),
    modes: ['overview'],
    group: 'Look',
    help: 'In the overview: only what failed',
    footer: {label: 'only failed', priority: 5},
  },
  {
    keys: ['r'],
    run: reloadOverview,
    modes: ['overview'],
    group: 'Data',
  },
  {
    keys: ['escape', 'q', 'v'],
    run: closeOverview,
    modes: ['overview'],
    group: 'Program',
    footer: {label: 'back', priority: 1, isAtRight: true},
  },
  {
    keys: ['e'],
    run: changes(leaveMode),
    modes: ['events'],
    group: 'Look',
  },
  {
    keys: ['!'],
    run: changes(state => toggleMode(state, 'troubles')),
    modes: READING_ALL,
    group: 'Look',
    help: 'What is wrong now: sources, --log, --exec; again: back',
  },
  {
    keys: ['?'],
    run: changes(state => openMode(state, 'help')),
    modes: ['table', 'single', 'detail', 'events', 'troubles', 'byHand', 'overview'],
    group: 'Program',
    help: 'This help; again: back',
    footer: {label: 'help', priority: 2, isAtRight: true},
  },
  {keys: ['?'], run: changes(leaveMode), modes: ['help'], group: 'Program'},
  {
    keys: ['f1'],
    run: changes(state => toggleMode(state, 'help')),
    modes: READING_ALL,
    group: 'Program',
    help: 'This help, from everywhere',
  },
  {
    keys: ['f1'],
    run: changes(state => toggleMode(state, 'help')),
    modes: NAMING,
    group: 'Program',
    footer: {label: 'help', priority: 2, isAtRight: true},
  },
  {
    keys: ['ctrl+l'],
    run: does(() => ({type: 'redraw'})),
    modes: EVERYWHERE,
    group: 'Program',
    help: 'Redraw the screen',
  },
  {
    keys: ['ctrl+z'],
    run: does(() => ({type: 'suspend'})),
    modes: EVERYWHERE,
    group: 'Program',
    help: 'Suspend; fg brings it back',
  },
  {
    keys: ['escape'],
    run: leavePicker,
    modes: PICKERS,
    group: 'Program',
    footer: {label: 'back', priority: 1, isAtRight: true},
  },
  {
    keys: ['escape'],
    run: stepBack,
    modes: READING,
    group: 'Program',
    help: 'Back; on the list: stops loading, then clears one thing at a time',
  },
  {
    keys: ['q'],
    run: goBack,
    modes: ['table', 'single'],
    group: 'Program',
    help: 'Back; from the first screen: quit',
    footer: {label: 'quit', priority: 1, isAtRight: true},
  },
  {
    keys: ['q'],
    run: goBack,
    modes: ['help', 'detail', 'events', 'troubles', 'byHand'],
    group: 'Program',
    footer: {label: 'back', priority: 1, isAtRight: true},
  },
  {
    keys: ['f10'],
    run: does(() => ({type: 'quit'})),
    modes: EVERYWHERE,
    group: 'Program',
    help: 'Quit',
  },
  {
    keys: ['ctrl+c'],
    run: does(() => ({type: 'interrupt'})),
    modes: EVERYWHERE,
    group: 'Program',
    help: 'Quit',
  },
];

const byMode = new Map<string, Run>();
for (const {keys, modes, needs, run} of KEYMAP) {
  const guarded: Run = (state, screen) =>
    !needs || needs.isMet(screen)
      ? run(state, screen)
      : only({...state, notice: refusal(needs, screen)});
  for (const mode of modes) {
    for (const key of keys) {
      byMode.set(`${mode} ${key}`, guarded);
    }
  }
}

function refusal({otherwise}: Need, screen: Screen): string {
  return typeof otherwise === 'function' ? otherwise(screen) : otherwise;
}

/** What a key does there; `undefined` when it has no meaning. */
export function runOf(key: string, mode: Mode): Run | undefined {
  return byMode.get(`${mode} ${key}`);
}

/** The same, done: every key answers, one without a meaning by saying so. */
export function stepOf(key: string, state: ViewState, screen: Screen): Step {
  const run = runOf(key, state.mode);
  return run ? run(state, screen) : only(nothingHere(key, state, screen));
}

/** More rows than the selected one, or more lines than are in sight. */
function canMove(screen: Screen): boolean {
  const {state, rows, snapshot} = screen;
  if (isTable(state.mode)) {
    return rows.total > 1;
  }

  if (isPicker(state.mode)) {
    return screen.choices().length > 1;
  }

  return state.mode === 'events' ? snapshot.events.length > 1 : screen.maxScroll() > 0;
}

function canPage(screen: Screen): boolean {
  const {state, rows, snapshot, pageSize} = screen;
  return isTable(state.mode)
    ? rows.total > pageSize || !snapshot.coverage.isComplete
    : canMove(screen);
}

function halfPage({pageSize}: Screen): number {
  return Math.max(1, Math.floor(pageSize / 2));
}
