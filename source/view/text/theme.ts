import {isUtf8Locale} from '../../base/locale.js';
import type {TaskState} from '../../task/store-image-task.js';

/** What a piece of text stands for; `TONE_STYLE` gives it a colour. */
export type Tone =
  | 'plain'
  | 'strong'
  | 'dim'
  | 'heading'
  | 'active'
  | 'running'
  | 'runningBar'
  | 'completed'
  | 'failed'
  | 'unknown'
  | 'warning';

/** How a tone is drawn. Bold, dim and inverse are no colours: NO_COLOR leaves them. */
export type ToneStyle = {
  /** The number that SGR (ECMA-48) gives the colour: 30 to 37. @default the terminal's own */
  readonly color?: number;
  readonly isBold?: boolean;
  readonly isDim?: boolean;
  readonly isInverse?: boolean;
};

const RED = 31;
const GREEN = 32;
const MAGENTA = 35;
const CYAN = 36;

/** Four of the eight colours that every terminal has and that its palette makes readable on its background, be that light or dark; no black, white, yellow or blue, and no background. */
export const TONE_STYLE = {
  plain: {},
  strong: {isBold: true},
  dim: {isDim: true},
  heading: {isBold: true},
  active: {isInverse: true},
  running: {color: CYAN},
  runningBar: {color: CYAN, isBold: true},
  completed: {color: GREEN},
  failed: {color: RED},
  unknown: {color: MAGENTA},
  warning: {color: MAGENTA, isBold: true},
} as const satisfies Record<Tone, ToneStyle>;

const STATE_TONE = {
  InProgress: 'running',
  Completed: 'completed',
  Failed: 'failed',
} as const satisfies Record<TaskState, Tone>;

/** The tone of a state; one that this program does not know has a tone, too. */
export function stateTone(state: string | undefined): Tone {
  return STATE_TONE[state as TaskState] ?? 'unknown';
}

/** The few characters that differ between terminals. */
export type Glyphs = {
  readonly dot: string;
  readonly ellipsis: string;
  readonly upDown: string;
  readonly leftRight: string;
  readonly up: string;
  readonly down: string;
  readonly left: string;
  readonly right: string;

  /** Of a line across the screen, and one down it. */
  readonly rule: string;
  readonly bar: string;

  /** An order by value. */
  readonly ascending: string;
  readonly descending: string;

  /** The signs of a sparkline, from low to high. */
  readonly levels: readonly string[];

  /** What a plot of tasks is drawn with: told apart without colour, a failure loudest. */
  readonly plot: Readonly<
    Record<'completed' | 'running' | 'failed' | 'unknown' | 'axis' | 'corner' | 'rule', string>
  >;
};

const ASCII_GLYPHS: Glyphs = {
  dot: '|',
  ellipsis: '~',
  upDown: 'j/k',
  leftRight: 'PgUp/PgDn',
  up: 'Up',
  down: 'Down',
  left: 'Left',
  right: 'Right',
  rule: '-',
  bar: '|',
  ascending: '^',
  descending: 'v',
  levels: [...'.:-=+*#'],
  plot: {
    completed: '#',
    running: 'o',
    failed: 'x',
    unknown: '*',
    axis: '|',
    corner: '+',
    rule: '-',
  },
};

const UNICODE_GLYPHS: Glyphs = {
  dot: '·',
  ellipsis: '…',
  upDown: '↑↓',
  leftRight: '←→',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  rule: '─',
  bar: '│',
  ascending: '↑',
  descending: '↓',
  levels: [...'▁▂▃▄▅▆▇█'],
  plot: {
    completed: '▒',
    running: '▓',
    failed: '█',
    unknown: '▞',
    axis: '│',
    corner: '└',
    rule: '─',
  },
};

/**
The glyphs that a terminal can be trusted with.
@param env Its locale decides; the Linux console has no such font.
*/
export function chooseGlyphs(env: NodeJS.ProcessEnv): Glyphs {
  return isUtf8Locale(env) && env.TERM !== 'linux' ? UNICODE_GLYPHS : ASCII_GLYPHS;
}

/** How values are written, as the person wants it now. */
export type DisplayOptions = {
  readonly glyphs: Glyphs;
  readonly isUtc: boolean;
  readonly isAbsoluteTime: boolean;

  /** Letters are text now, so that none of them may be offered as a key. @default false */
  readonly isTyping?: boolean;
};

/** What a text says of a key that is a letter or Enter, where it is one. */
export function keyHint(hint: string, {isTyping}: Pick<DisplayOptions, 'isTyping'>): string {
  return isTyping ? '' : hint;
}

/** The key that asks at once, by which of its names works. */
export function refreshKey({isTyping}: Pick<DisplayOptions, 'isTyping'>): string {
  return isTyping ? 'F5' : 'r';
}

/** While a search is typed, → goes through its text, and another key to older tasks. */
export function glyphsWhileTyping(glyphs: Glyphs): Glyphs {
  return {...glyphs, right: 'PgDn'};
}
