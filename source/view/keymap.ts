/** A list to choose from, named by what it chooses. */
export type PickerMode = 'buckets' | 'regions' | 'profiles';

/** Where the keys go. `single` is the root with one AMI given, `table` the root otherwise. */
export type Mode =
  | 'table'
  | 'single'
  | 'search'
  | PickerMode
  | 'help'
  | 'helpSearch'
  | 'detail'
  | 'events'
  | 'troubles';

export type Intent =
  | 'down'
  | 'up'
  | 'pageDown'
  | 'pageUp'
  | 'top'
  | 'bottom'
  | 'open'
  | 'search'
  | 'keepSearch'
  | 'leaveSearch'
  | 'erase'
  | 'eraseAll'
  | 'showAll'
  | 'showInProgress'
  | 'showCompleted'
  | 'showFailed'
  | 'cycleState'
  | 'pickBuckets'
  | 'pickRegions'
  | 'pickProfiles'
  | 'togglePick'
  | 'applyPicks'
  | 'clear'
  | 'cycleOrder'
  | 'reverse'
  | 'pause'
  | 'refresh'
  | 'slower'
  | 'faster'
  | 'toggleTime'
  | 'toggleUtc'
  | 'copyId'
  | 'copyUri'
  | 'copyCommand'
  | 'copyCheck'
  | 'events'
  | 'troubles'
  | 'help'
  | 'redraw'
  | 'suspend'
  | 'escape'
  | 'back'
  | 'interrupt';

export const HELP_GROUPS = ['Move', 'Filter', 'Data', 'Look', 'Program'] as const;

export type Binding = {
  readonly keys: readonly string[];
  readonly intent: Intent;
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
const EVERYWHERE = [...LISTS, ...TYPING] as const;

/** The one table of keys: handling, footer and help are made from it. */
export const KEYMAP: readonly Binding[] = [
  {
    keys: ['down', 'j'],
    intent: 'down',
    modes: LISTS,
    group: 'Move',
    help: 'Next row',
    footer: {keys: 'updown', label: 'move', priority: 6},
  },
  {keys: ['up', 'k'], intent: 'up', modes: LISTS, group: 'Move', help: 'Previous row'},
  {keys: ['down'], intent: 'down', modes: TYPING, group: 'Move'},
  {keys: ['up'], intent: 'up', modes: TYPING, group: 'Move'},
  {
    keys: ['right', 'pagedown', 'ctrl+f'],
    intent: 'pageDown',
    modes: LISTS,
    group: 'Move',
    help: 'Next page; older tasks are loaded',
    footer: {keys: 'leftright', label: 'page', priority: 5},
  },
  {
    keys: ['left', 'pageup', 'ctrl+b'],
    intent: 'pageUp',
    modes: LISTS,
    group: 'Move',
    help: 'Previous page',
  },
  {keys: ['g', 'home'], intent: 'top', modes: LISTS, group: 'Move', help: 'First row'},
  {
    keys: ['G', 'end'],
    intent: 'bottom',
    modes: LISTS,
    group: 'Move',
    help: 'Last row; loads every older task',
  },
  {
    keys: ['enter'],
    intent: 'open',
    modes: ['table'],
    group: 'Move',
    help: 'Everything about the task',
    footer: {label: 'detail', priority: 7},
  },
  {
    keys: ['/'],
    intent: 'search',
    modes: ['table'],
    group: 'Filter',
    help: 'Search; the help ends with its language',
    footer: {label: 'search', priority: 4},
  },
  {
    keys: ['/'],
    intent: 'search',
    modes: ['help'],
    group: 'Program',
    help: 'In the help: find a key',
    footer: {label: 'find', priority: 2},
  },
  {
    keys: ['enter'],
    intent: 'keepSearch',
    modes: TYPING,
    group: 'Filter',
    footer: {label: 'keep', priority: 1},
  },
  {
    keys: ['escape'],
    intent: 'leaveSearch',
    modes: TYPING,
    group: 'Filter',
    footer: {label: 'leave', priority: 1},
  },
  {keys: ['backspace', 'ctrl+h'], intent: 'erase', modes: TYPING, group: 'Filter'},
  {
    keys: ['ctrl+u', 'ctrl+w'],
    intent: 'eraseAll',
    modes: TYPING,
    group: 'Filter',
    footer: {keys: '^U', label: 'erase', priority: 2},
  },
  {
    keys: ['s'],
    intent: 'cycleState',
    modes: ['table'],
    group: 'Filter',
    help: 'Next state',
    footer: {label: 'state', priority: 3},
  },
  {keys: ['1'], intent: 'showAll', modes: ['table'], group: 'Filter', help: 'All states'},
  {
    keys: ['2'],
    intent: 'showInProgress',
    modes: ['table'],
    group: 'Filter',
    help: 'Only InProgress',
  },
  {keys: ['3'], intent: 'showCompleted', modes: ['table'], group: 'Filter', help: 'Only Completed'},
  {keys: ['4'], intent: 'showFailed', modes: ['table'], group: 'Filter', help: 'Only Failed'},
  {
    keys: ['b'],
    intent: 'pickBuckets',
    modes: ['table'],
    group: 'Filter',
    help: 'Choose buckets',
    footer: {label: 'bucket', priority: 3},
  },
  {
    keys: ['R'],
    intent: 'pickRegions',
    modes: ['table'],
    group: 'Filter',
    help: 'Choose Regions, with several sources',
  },
  {
    keys: ['P'],
    intent: 'pickProfiles',
    modes: ['table'],
    group: 'Filter',
    help: 'Choose profiles, with several sources',
  },
  {
    keys: ['space'],
    intent: 'togglePick',
    modes: PICKERS,
    group: 'Filter',
    footer: {label: 'choose', priority: 1},
  },
  {
    keys: ['enter'],
    intent: 'applyPicks',
    modes: PICKERS,
    group: 'Filter',
    footer: {label: 'apply', priority: 1},
  },
  {
    keys: ['c'],
    intent: 'clear',
    modes: ['table'],
    group: 'Filter',
    help: 'Clear all filters',
    footer: {label: 'clear', priority: 8},
  },
  {
    keys: ['o'],
    intent: 'cycleOrder',
    modes: ['table'],
    group: 'Filter',
    help: 'Next order: start, state, progress, eta, bucket',
    footer: {label: 'order', priority: 9},
  },
  {keys: ['O'], intent: 'reverse', modes: ['table'], group: 'Filter', help: 'Reverse the order'},
  {
    keys: ['p'],
    intent: 'pause',
    modes: SHOWN,
    group: 'Data',
    help: 'Pause, go on',
    footer: {label: 'pause', priority: 10},
  },
  {
    keys: ['r'],
    intent: 'refresh',
    modes: SHOWN,
    group: 'Data',
    help: 'Ask now',
    footer: {label: 'refresh', priority: 11},
  },
  {keys: ['+', '='], intent: 'slower', modes: SHOWN, group: 'Data', help: 'Longer interval'},
  {
    keys: ['-'],
    intent: 'faster',
    modes: SHOWN,
    group: 'Data',
    help: 'Shorter interval, 2 seconds at least',
  },
  {
    keys: ['t'],
    intent: 'toggleTime',
    modes: ['table', 'single', 'detail', 'events', 'troubles'],
    group: 'Look',
    help: 'Times relative or absolute',
    footer: {label: 'time', priority: 12},
  },
  {
    keys: ['u'],
    intent: 'toggleUtc',
    modes: ['table', 'single', 'detail', 'events', 'troubles'],
    group: 'Look',
    help: 'Times in UTC or local',
    footer: {label: 'UTC', priority: 13},
  },
  {keys: ['y'], intent: 'copyId', modes: SHOWN, group: 'Data', help: 'Copy the AMI ID'},
  {
    keys: ['Y'],
    intent: 'copyUri',
    modes: SHOWN,
    group: 'Data',
    help: 'Copy the s3:// URI of the object',
  },
  {
    keys: ['C'],
    intent: 'copyCommand',
    modes: ['single', 'detail'],
    group: 'Data',
    help: 'Copy the command of the next step',
    footer: {label: 'copy command', priority: 4},
  },
  {
    keys: ['H'],
    intent: 'copyCheck',
    modes: ['single', 'detail'],
    group: 'Data',
    help: 'Copy the command that checks object or bucket',
  },
  {
    keys: ['e'],
    intent: 'events',
    modes: SHOWN,
    group: 'Look',
    help: 'What has changed while it ran',
    footer: {label: 'events', priority: 14},
  },
  {
    keys: ['!'],
    intent: 'troubles',
    modes: [...SHOWN, 'events'],
    group: 'Look',
    help: 'What is wrong now: sources, --log, --exec',
  },
  {
    keys: ['?'],
    intent: 'help',
    modes: ['table', 'single', 'detail', 'events', 'troubles', ...PICKERS],
    group: 'Program',
    help: 'This help',
    footer: {label: 'help', priority: 2},
  },
  {
    keys: ['ctrl+l'],
    intent: 'redraw',
    modes: EVERYWHERE,
    group: 'Program',
    help: 'Redraw the screen',
  },
  {
    keys: ['ctrl+z'],
    intent: 'suspend',
    modes: EVERYWHERE,
    group: 'Program',
    help: 'Suspend; fg brings it back',
  },
  {
    keys: ['escape'],
    intent: 'escape',
    modes: LISTS,
    group: 'Program',
    help: 'Back; stops loading older tasks',
  },
  {
    keys: ['q'],
    intent: 'back',
    modes: ['table', 'single'],
    group: 'Program',
    help: 'Back; from the first screen: quit',
    footer: {label: 'quit', priority: 1},
  },
  {
    keys: ['q'],
    intent: 'back',
    modes: [...PICKERS, 'help', 'detail', 'events', 'troubles'],
    group: 'Program',
    footer: {label: 'back', priority: 1},
  },
  {keys: ['ctrl+c'], intent: 'interrupt', modes: EVERYWHERE, group: 'Program', help: 'Quit'},
];

const byMode = new Map<string, Intent>();
for (const {keys, modes, intent} of KEYMAP) {
  for (const mode of modes) {
    for (const key of keys) {
      byMode.set(`${mode} ${key}`, intent);
    }
  }
}

/** What a key means there; `undefined` when nothing. */
export function intentOf(key: string, mode: Mode): Intent | undefined {
  return byMode.get(`${mode} ${key}`);
}
