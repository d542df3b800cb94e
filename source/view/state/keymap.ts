import {
  copyId,
  copyStep,
  copyUri,
  longerInterval,
  pauseOrResume,
  shorterInterval,
} from './effects.js';
import {
  applyPicks,
  clearFilters,
  nextOrder,
  nextState,
  requery,
  reverseOrder,
  togglePick,
} from './filters.js';
import type {Mode} from './mode.js';
import {goToEnd, goToTop, move} from './moves.js';
import {chooseSources, goBack, leaveMode, openDetail, openMode, stepBack} from './open-mode.js';
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
import {changes, does, type Run} from './step.js';
import {eraseAll, eraseOne, leaveSearch} from './typing.js';

export const HELP_GROUPS = ['Move', 'Filter', 'Data', 'Look', 'Program'] as const;

export type Binding = {
  readonly keys: readonly string[];

  /** What it does. */
  readonly run: Run;
  readonly modes: readonly Mode[];
  readonly group: (typeof HELP_GROUPS)[number];

  /** For the help; absent where another row already explains the key. */
  readonly help?: string;

  /** One or two words for the footer, and how soon they give way: the lowest number stays longest. */
  readonly footer?: {readonly keys?: string; readonly label: string; readonly priority: number};
};

const PICKERS = ['buckets', 'regions', 'profiles'] as const;
const LISTS = ['table', ...PICKERS, 'help', 'detail', 'events', 'troubles', 'single'] as const;
const SHOWN = ['table', 'single', 'detail'] as const;
const TYPING = ['search', 'helpSearch'] as const;
const EVERYWHERE = [...LISTS, ...TYPING, 'overview'] as const;

/** The one table of keys: what they do, footer and help are all here. */
export const KEYMAP: readonly Binding[] = [
  {
    keys: ['down', 'j'],
    run: changes((state, screen) => move(state, screen, 1)),
    modes: LISTS,
    group: 'Move',
    help: 'Next row',
    footer: {keys: 'updown', label: 'move', priority: 6},
  },
  {
    keys: ['up', 'k'],
    run: changes((state, screen) => move(state, screen, -1)),
    modes: LISTS,
    group: 'Move',
    help: 'Previous row',
  },
  {
    keys: ['down'],
    run: changes((state, screen) => move(state, screen, 1)),
    modes: TYPING,
    group: 'Move',
  },
  {
    keys: ['up'],
    run: changes((state, screen) => move(state, screen, -1)),
    modes: TYPING,
    group: 'Move',
  },
  {
    keys: ['right', 'pagedown', 'ctrl+f'],
    run: changes((state, screen) => move(state, screen, screen.pageSize)),
    modes: LISTS,
    group: 'Move',
    help: 'Next page; older tasks are loaded',
    footer: {keys: 'leftright', label: 'page', priority: 5},
  },
  {
    keys: ['left', 'pageup', 'ctrl+b'],
    run: changes((state, screen) => move(state, screen, -screen.pageSize)),
    modes: LISTS,
    group: 'Move',
    help: 'Previous page',
  },
  {keys: ['g', 'home'], run: changes(goToTop), modes: LISTS, group: 'Move', help: 'First row'},
  {
    keys: ['G', 'end'],
    run: goToEnd,
    modes: LISTS,
    group: 'Move',
    help: 'Last row; loads every older task',
  },
  {
    keys: ['enter'],
    run: changes(openDetail),
    modes: ['table'],
    group: 'Move',
    help: 'Everything about the task',
    footer: {label: 'detail', priority: 7},
  },
  {
    keys: ['/'],
    run: changes(state => openMode(state, 'search')),
    modes: ['table'],
    group: 'Filter',
    help: 'Search; the help ends with its language',
    footer: {label: 'search', priority: 4},
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
  {keys: ['backspace', 'ctrl+h'], run: eraseOne, modes: TYPING, group: 'Filter'},
  {
    keys: ['ctrl+u', 'ctrl+w'],
    run: eraseAll,
    modes: TYPING,
    group: 'Filter',
    footer: {keys: '^U', label: 'erase', priority: 2},
  },
  {
    keys: ['s'],
    run: nextState,
    modes: ['table'],
    group: 'Filter',
    help: 'Next state',
    footer: {label: 'state', priority: 3},
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
    footer: {label: 'bucket', priority: 3},
  },
  {
    keys: ['R'],
    run: changes((state, screen) => chooseSources(state, screen, 'regions')),
    modes: ['table'],
    group: 'Filter',
    help: 'Choose Regions, with several sources',
  },
  {
    keys: ['P'],
    run: changes((state, screen) => chooseSources(state, screen, 'profiles')),
    modes: ['table'],
    group: 'Filter',
    help: 'Choose profiles, with several sources',
  },
  {
    keys: ['space'],
    run: changes(togglePick),
    modes: PICKERS,
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
    group: 'Filter',
    help: 'Clear all filters',
    footer: {label: 'clear', priority: 8},
  },
  {
    keys: ['o'],
    run: nextOrder,
    modes: ['table'],
    group: 'Filter',
    help: 'Next order: start, state, progress, eta, bucket',
    footer: {label: 'order', priority: 9},
  },
  {keys: ['O'], run: reverseOrder, modes: ['table'], group: 'Filter', help: 'Reverse the order'},
  {
    keys: ['p'],
    run: does(pauseOrResume),
    modes: [...SHOWN, 'overview'],
    group: 'Data',
    help: 'Pause, go on',
    footer: {label: 'pause', priority: 10},
  },
  {
    keys: ['r'],
    run: does(() => ({type: 'pollNow'})),
    modes: SHOWN,
    group: 'Data',
    help: 'Ask now',
    footer: {label: 'refresh', priority: 11},
  },
  {
    keys: ['+', '='],
    run: does(longerInterval),
    modes: SHOWN,
    group: 'Data',
    help: 'Longer interval',
  },
  {
    keys: ['-'],
    run: does(shorterInterval),
    modes: SHOWN,
    group: 'Data',
    help: 'Shorter interval, 2 seconds at least',
  },
  {
    keys: ['t'],
    run: changes(state => ({...state, isAbsoluteTime: !state.isAbsoluteTime})),
    modes: ['table', 'single', 'detail', 'events', 'troubles', 'overview'],
    group: 'Look',
    help: 'Times relative or absolute',
    footer: {label: 'time', priority: 12},
  },
  {
    keys: ['u'],
    run: changes(state => ({...state, isUtc: !state.isUtc})),
    modes: ['table', 'single', 'detail', 'events', 'troubles', 'overview'],
    group: 'Look',
    help: 'Times in UTC or local',
    footer: {label: 'UTC', priority: 13},
  },
  {keys: ['y'], run: does(copyId), modes: SHOWN, group: 'Data', help: 'Copy the AMI ID'},
  {
    keys: ['Y'],
    run: does(copyUri),
    modes: SHOWN,
    group: 'Data',
    help: 'Copy the s3:// URI of the object',
  },
  {
    keys: ['C'],
    run: does((_, screen) => copyStep(screen, 'main')),
    modes: ['single', 'detail'],
    group: 'Data',
    help: 'Copy the command of the next step',
    footer: {label: 'copy command', priority: 4},
  },
  {
    keys: ['H'],
    run: does((_, screen) => copyStep(screen, 'check')),
    modes: ['single', 'detail'],
    group: 'Data',
    help: 'Copy the command that checks object or bucket',
  },
  {
    keys: ['e'],
    run: changes(state => openMode(state, 'events')),
    modes: SHOWN,
    group: 'Look',
    help: 'What has changed while it ran',
    footer: {label: 'events', priority: 14},
  },
  {
    keys: ['v'],
    run: openOverview,
    modes: [...SHOWN, 'events', 'troubles'],
    group: 'Look',
    help: 'Overview: each day, why it failed, where, what runs',
    footer: {label: 'overview', priority: 15},
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
    keys: ['right'],
    run: changes((state, screen) => moveSideways(state, screen, 1)),
    modes: ['overview'],
    group: 'Look',
  },
  {
    keys: ['left'],
    run: changes((state, screen) => moveSideways(state, screen, -1)),
    modes: ['overview'],
    group: 'Look',
  },
  {
    keys: ['pagedown', 'ctrl+f'],
    run: changes((state, screen) => moveInBox(state, screen, 7)),
    modes: ['overview'],
    group: 'Look',
  },
  {
    keys: ['pageup', 'ctrl+b'],
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
    footer: {label: 'back', priority: 1},
  },
  {
    keys: ['!'],
    run: changes(state => openMode(state, 'troubles')),
    modes: [...SHOWN, 'events', 'overview'],
    group: 'Look',
    help: 'What is wrong now: sources, --log, --exec',
  },
  {
    keys: ['?'],
    run: changes(state => openMode(state, 'help')),
    modes: ['table', 'single', 'detail', 'events', 'troubles', 'overview', ...PICKERS],
    group: 'Program',
    help: 'This help',
    footer: {label: 'help', priority: 2},
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
    run: stepBack,
    modes: LISTS,
    group: 'Program',
    help: 'Back; stops loading older tasks',
  },
  {
    keys: ['q'],
    run: goBack,
    modes: ['table', 'single'],
    group: 'Program',
    help: 'Back; from the first screen: quit',
    footer: {label: 'quit', priority: 1},
  },
  {
    keys: ['q'],
    run: goBack,
    modes: [...PICKERS, 'help', 'detail', 'events', 'troubles'],
    group: 'Program',
    footer: {label: 'back', priority: 1},
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
for (const {keys, modes, run} of KEYMAP) {
  for (const mode of modes) {
    for (const key of keys) {
      byMode.set(`${mode} ${key}`, run);
    }
  }
}

/** What a key does there; `undefined` when nothing. */
export function runOf(key: string, mode: Mode): Run | undefined {
  return byMode.get(`${mode} ${key}`);
}
