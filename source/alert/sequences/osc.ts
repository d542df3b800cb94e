import {cleanText} from '../../ec2/clean-text.js';
import {redact} from '../../ec2/redact.js';
import {passthrough} from './passthrough.js';
import {isPlainTerminal} from './plain-terminal.js';

export type Notification = {
  /** What happened, in a few words. */
  readonly title: string;
  readonly body: string;
};

export type NotificationProtocol = 'osc9' | 'osc777' | 'osc99';

const MAX_TITLE = 80;
const MAX_BODY = 240;

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
  const title = plainText(notification.title, MAX_TITLE);
  const body = plainText(notification.body, MAX_BODY);
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

/**
A text as every terminal takes it inside a sequence. The parts of a sequence are separated by semicolons, so it has none; and it is ASCII, because some bytes of UTF-8 are control characters to a terminal that isn't told of it.
@param limit The most characters that are kept.
*/
export function plainText(text: string, limit: number): string {
  return cleanText(redact(text), limit)
    .replaceAll(';', ',')
    .replaceAll(/[^\x20-\x7e]/gu, '?');
}
