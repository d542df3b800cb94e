import {cleanText} from '../../ec2/clean-text.js';
import {redact} from '../../ec2/redact.js';

/** Rings the terminal's bell. tmux and screen have a bell of their own and take it as it is. */
export const BELL = '\u{7}';

/** Terminals without OSC sequences: some of them print what they don't understand. */
const TERMS = /^(?:dumb|linux|vt\d+|ansi|cons25|unknown)?$/;

/** True where neither titles nor notifications can be sent. */
export function isPlainTerminal(env: NodeJS.ProcessEnv): boolean {
  return TERMS.test(env.TERM ?? '');
}

/** GNU screen drops a longer string: 4.x keeps 768 bytes of one, introducer included. */
const SCREEN_CHUNK = 512;

/** What stands between this program and the terminal. */
export type Multiplexer = 'tmux' | 'screen' | undefined;

/**
The multiplexer that the output goes through first. `TERM=tmux-…` without TMUX is a tmux at the other end of an SSH connection; `TERM=screen-…` alone could be either and counts as none, because screen prints what is meant for tmux.
*/
export function multiplexer(env: NodeJS.ProcessEnv): Multiplexer {
  if (env.TMUX || env.TERM?.startsWith('tmux')) {
    return 'tmux';
  }

  return env.STY ? 'screen' : undefined;
}

/**
Wraps a sequence so that tmux or screen hands it on to the terminal. tmux 3.3 and newer does that only with `set -g allow-passthrough on`, and swallows it otherwise.
@param sequence Ends with BEL where it has a choice: an `ESC \` in it would end screen's wrapping.
Source: tmux(1), allow-passthrough; screen's manual, "Control Sequences", `ESC P`.
*/
export function passthrough(sequence: string, env: NodeJS.ProcessEnv): string {
  switch (multiplexer(env)) {
    case 'tmux':
      return `\u{1B}Ptmux;${sequence.replaceAll('\u{1B}', '\u{1B}\u{1B}')}\u{1B}\\`;
    case 'screen':
      return (sequence.match(CHUNKS) ?? []).map(chunk => `\u{1B}P${chunk}\u{1B}\\`).join('');
    default:
      return sequence;
  }
}

// Not to be cut behind an ESC: it would join the end of the wrapping.
const CHUNKS = new RegExp(`[^]{1,${SCREEN_CHUNK}}(?<!\\u{1B})`, 'gu');

/**
A text as every terminal takes it inside a sequence. The parts of a sequence are separated by semicolons, so it has none; and it is ASCII, because some bytes of UTF-8 are control characters to a terminal that isn't told of it.
@param limit The most characters that are kept.
*/
export function plainText(text: string, limit: number): string {
  return cleanText(redact(text), limit)
    .replaceAll(';', ',')
    .replaceAll(/[^\x20-\x7e]/gu, '?');
}

/** Characters of a text to copy. Terminals refuse more than about 74,000 bytes of base64; nothing that is copied here comes near either. */
export const MAX_COPIED = 8192;

/**
The sequence that puts a text on the clipboard of the terminal at the other end of the line (OSC 52); empty where the terminal has none, or when the text is too long: half a command is worse than none.
Under tmux it goes out twice, for tmux itself (`set-clipboard on`) and through it (`allow-passthrough on`): which of them works is set there.
@param text Cleaned here once more: what is pasted into a shell must not have a line break in it.
@param env TERM, TMUX and STY tell what is at the other end and in between.
Source: xterm's "Control Sequences" (OSC 52); tmux(1), set-clipboard.
*/
export function clipboardSequence(text: string, env: NodeJS.ProcessEnv): string {
  if (isPlainTerminal(env) || text.length > MAX_COPIED) {
    return '';
  }

  const payload = Buffer.from(cleanText(text, MAX_COPIED)).toString('base64');
  const sequence = `\u{1B}]52;c;${payload}\u{7}`;
  const wrapped = passthrough(sequence, env);
  return multiplexer(env) === 'tmux' ? sequence + wrapped : wrapped;
}

export type Notification = {
  /** What happened, in a few words. */
  readonly title: string;
  readonly body: string;
};

export type NotificationProtocol = 'osc9' | 'osc777' | 'osc99';

const MAX_NOTICE_TITLE = 80;
const MAX_NOTICE_BODY = 240;

/** TERM is the terminal's own word, and the only one that SSH always hands on. */
const BY_TERM: readonly (readonly [RegExp, NotificationProtocol])[] = [
  [/^xterm-kitty/, 'osc99'],
  [/^(?:rxvt|foot|xterm-ghostty)/, 'osc777'],
];

/** TERM_PROGRAM, and LC_TERMINAL, with which iTerm2 says the same through SSH. */
const BY_PROGRAM: ReadonlyMap<string | undefined, NotificationProtocol> = new Map([
  ['kitty', 'osc99'],
  ['ghostty', 'osc777'],
  ['WezTerm', 'osc777'],
  ['iTerm.app', 'osc9'],
  ['iTerm2', 'osc9'],
]);

/**
How the terminal wants to be asked for a notification; `undefined` where it can't be. One way only: most terminals that know two would show two.
Without a sign it is OSC 9, which all know that know any (iTerm2, WezTerm, Ghostty, kitty, foot, ConEmu), but for urxvt and VTE, which show by TERM and VTE_VERSION. Under tmux the variables are those of the terminal in which its server was started: a good guess.
*/
export function notificationProtocol(env: NodeJS.ProcessEnv): NotificationProtocol | undefined {
  if (isPlainTerminal(env)) {
    return undefined;
  }

  const byTerm = BY_TERM.find(([pattern]) => pattern.test(env.TERM ?? ''))?.[1];
  const byProgram = BY_PROGRAM.get(env.TERM_PROGRAM) ?? BY_PROGRAM.get(env.LC_TERMINAL);
  if (byTerm ?? byProgram) {
    return byTerm ?? byProgram;
  }

  if (env.KITTY_WINDOW_ID) {
    return 'osc99';
  }

  return env.VTE_VERSION ? 'osc777' : 'osc9';
}

/**
The sequence that shows a notification, wrapped for what is in between; empty where none can be shown.
@param id Letters, digits and `-`, different for each: kitty replaces a notification by one of the same id.
Source: iTerm2's "Proprietary Escape Codes" (9), urxvt's extension `notify` (777), kitty's "Desktop notifications" (99).
*/
export function notificationSequence(
  notification: Notification,
  id: string,
  env: NodeJS.ProcessEnv,
): string {
  const title = plainText(notification.title, MAX_NOTICE_TITLE);
  const body = plainText(notification.body, MAX_NOTICE_BODY);
  switch (notificationProtocol(env)) {
    case 'osc9':
      // ConEmu takes a digit and a semicolon at the start for something else: there is neither.
      return passthrough(`\u{1B}]9;amiwatch: ${title}${body && `, ${body}`}\u{7}`, env);
    case 'osc777':
      return passthrough(`\u{1B}]777;notify;amiwatch: ${title};${body}\u{7}`, env);
    case 'osc99':
      return (
        passthrough(`\u{1B}]99;i=${id}:d=0;amiwatch: ${title}\u{7}`, env) +
        passthrough(`\u{1B}]99;i=${id}:d=1:p=body;${body}\u{7}`, env)
      );
    default:
      return '';
  }
}
